"""Names: which spans name persons, organisations, places, peoples and events, and which are one."""
