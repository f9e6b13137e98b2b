"""Serving a model on the GPUs at hand: vLLM through Ray Serve's LLM support."""
