"""Names: persons, organisations, places, peoples, events; references to them; titles."""
