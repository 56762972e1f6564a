"""For the whole suite: nothing that the functions emit during any test may hold a person."""

pytest_plugins = ["tests.canary.plugin"]
