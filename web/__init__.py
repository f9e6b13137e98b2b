"""The REST API (`web.api`) and the Streamlit page (`web.page`); both work through `web.runs`.

Nothing here knows an engine: runs, bundles and checks come from `prover.service`.
"""
