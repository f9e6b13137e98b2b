"""A policy for Lean without a network: tactics from the shape of a goal.

`terms` reads what Lean prints, `polynomial` computes with it, `view` is a goal as the rules
see it; `closing`, `logic`, `arithmetic` and `library` hold the rules, `curated` joins
them to a policy.
"""
