"""Coreference: the names that pronouns and definite noun phrases stand for."""
