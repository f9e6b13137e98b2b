"""A model so small that it comes inside a Python package: SmolLM2-135M.

It cannot prove anything; given eight tactics to choose from it does no better than chance. It is
here so that a machine without a GPU and without an endpoint can show that everything is connected,
and every place that uses it says so (`EMBEDDED_NOTE`).
"""
