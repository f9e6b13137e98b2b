"""Untrusted programs behind walls: Lean candidates, and the programs of proofs in words.

`run.run` is the door; `job` says what goes in and comes out, `walls` which walls this machine
offers and which are used, `command` and `paths` how a command is started, `bubblewrap` one of
the builders of walls, `keeper` the program that keeps the limits from beside the command, `text`
how what a command said is shown. Nothing here imports anything else of `lean`.
"""
