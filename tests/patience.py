"""How long a test waits for what should come: a net against hanging, which no busy machine comes near."""

PATIENCE = 120.0
"""Seconds."""
