"""What the work on Ruxue stands on: environments from locks, a browser, the whole suite, newer versions."""
