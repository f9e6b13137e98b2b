"""Contests: sat under a clock, handed in as a submission."""
