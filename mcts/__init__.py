"""AND/OR tree search over tactics, as published for AlphaProof.

`protocols` says what the search asks of the world and of its guide, `search` is the algorithm,
one concept a file, to be read beside the paper; `env` is the environment that knows Lean,
`policy` the guides. A folder imports only those named before it. Whoever wants a name imports it
from the module that defines it: nothing is loaded that was not asked for.
"""
