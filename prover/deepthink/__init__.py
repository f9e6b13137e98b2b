"""The natural-language prover: many capped attempts, a pool, and a judge that is hard to fool.

`state/` holds what is known about a problem, `stages/` the pure steps that extend it, `control/`
the pipelines as data and the rule that says where the next token goes, `judge/` and `gates/` what
stands between a text and an acceptance, `jury/` the final readings. `docs/deepthink.md` explains
all of it.
"""
