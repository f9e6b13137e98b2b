"""What is known about a problem, and the calls that extend it."""
