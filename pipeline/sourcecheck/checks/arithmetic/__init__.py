"""Figures that one document ties together, checked against each other: one module a rule."""
