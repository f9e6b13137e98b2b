"""Who works on what next, and for how long: a strategy looks at the state of a run and says."""
