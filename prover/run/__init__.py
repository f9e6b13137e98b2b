"""One run: engines, attempts, recorder, runner."""
