"""Stages: pure functions over one state.

Each stage has an `ask_...` that makes a call from the state and a `tell_...` that extends the
state by the answer. Neither talks to a model, reads a clock or draws a random number.
"""
