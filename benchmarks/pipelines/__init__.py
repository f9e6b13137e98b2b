"""What the benchmark of pipelines needs: simulated problems run in this process."""
