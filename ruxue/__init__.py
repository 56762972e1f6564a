"""`python -m ruxue`: the command of whoever runs a district's Ruxue (docs/operations/command.md)."""
