"""What staff ask a family for and the family answers (R40), and the review that a family asks for (R42)."""
