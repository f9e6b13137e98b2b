"""Environments of the search: ``lean`` (its ``states``), found proofs as text (``layout``) and told
goal by goal (``narrate``).
"""
