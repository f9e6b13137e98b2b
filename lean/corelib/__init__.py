"""Building our core library for the wheel's Lean: bindings to the binary, and compilation."""
