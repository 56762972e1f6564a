"""What staff ask a family for, and what the family answers (R40)."""
