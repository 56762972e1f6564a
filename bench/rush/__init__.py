"""The rush of families as a model: by events, or by cohorts where those are too many."""
