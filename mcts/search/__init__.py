"""The search, beside the published pseudocode: `config` (constants), `tree`, `puct`, `expand`
(with progressive sampling), `backup`, `driver` (the loop), `proof`.
"""
