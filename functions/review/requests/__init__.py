"""Asking families for more, and notes among staff (R40)."""
