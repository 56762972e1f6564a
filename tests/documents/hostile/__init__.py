"""Hostile and odd files, made from code at test time, and the answer that each must get."""
