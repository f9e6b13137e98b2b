"""Auxiliary points: candidates ranked by numerical coincidence, and the search over them."""
