"""Dates, times, durations and sets in English prose: start at `component.py`."""
