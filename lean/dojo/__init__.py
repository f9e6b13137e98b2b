"""LeanDojo behind our interfaces: proving step by step, and tactic data out of traced projects.

For Lake projects under git, with elan and the `lean-dojo` extra. `lean.dojo.session` opens a
theorem, `lean.dojo.extract` reads what the authors of a project did. Nothing here decides
whether a proof is one; the checker does.
"""
