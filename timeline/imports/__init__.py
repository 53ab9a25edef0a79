"""Bringing data sets in: one module a format turns rows into candidates, one engine stores them."""
