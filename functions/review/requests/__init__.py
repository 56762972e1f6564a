"""Asking families for more, notes among staff (R40), and deciding what families ask to be reviewed (R42)."""
