"""What staff ask of families, and families of the district, in the table (R40, R42)."""
