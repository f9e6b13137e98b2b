"""The Streamlit page: submit a problem, watch the search, read the proof and who vouches."""
