"""Attributes: titles, ages, records, scores, votes and directions, with whose they are."""
