"""Statements: who says it, and how firmly."""
