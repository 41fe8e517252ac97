"""Reconciliation: which claims answer the same question, and do their values fit?"""
