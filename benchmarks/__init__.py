"""What we measure, and the peers beside us. `python -m benchmarks` runs everything."""
