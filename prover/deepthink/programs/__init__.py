"""Programs that models write, run behind walls."""
