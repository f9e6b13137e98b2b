"""Environments of the search: `lean`, and the telling of what was found there (`narrate`)."""
