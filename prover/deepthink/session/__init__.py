"""One problem being worked on: calls run, answers folded into the state."""
