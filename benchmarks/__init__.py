"""Accuracy and speed, measured: one module a benchmark, one table each.

They take the folder of their data as an argument; no data lies in this repository.
"""
