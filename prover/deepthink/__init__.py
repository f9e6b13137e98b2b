"""The natural-language prover: many capped attempts, a pool, and a judge that is hard to fool.

`state` holds what is known about a problem, `stages/` the pure steps that extend it, `presets`
the pipelines as data, `adaptive` the rule that says where the next token goes, `judge/` and
`gates/` what stands between a text and an acceptance. `docs/deepthink.md` explains all of it.
"""
