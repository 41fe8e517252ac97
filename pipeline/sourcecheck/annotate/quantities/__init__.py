"""Figures: numbers, quantities, money, percentages, counts, ordinals."""
