"""What happens in a run, as typed events and attempts, and the log they are written to."""
