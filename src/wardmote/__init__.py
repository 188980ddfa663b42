"""Wardmote: the whole yearly cycle of a Community Safety Partnership."""

__version__ = "0.1.0"
