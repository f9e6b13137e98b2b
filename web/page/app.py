"""The script that Streamlit runs: the form and the list, or one run."""

from __future__ import annotations

import sys
from pathlib import Path

import streamlit as st

from prover.store import StoreError
from web.page.past import show_past
from web.page.result import show_run
from web.page.submit import show_form
from web.page.words import plain

# On a wide screen the figure stays in sight while its proof is read.
STYLE = """<style>
.stMainBlockContainer { padding-top: 3rem; padding-bottom: 4rem; }
@media (min-width: 641px) {
  .stColumn:has(.stImage) { position: sticky; top: 3.5rem; align-self: flex-start; }
}
</style>"""

# Streamlit's own icons for the tab come from the Internet.
ICON = Path(__file__).with_name("icon.svg")


def main() -> None:
    """Draw the page."""
    run = st.query_params.get("run")
    st.set_page_config(
        "Olympiad prover", ICON.read_text("utf-8"), layout="wide" if run else "centered"
    )
    st.html(STYLE)
    try:
        if run is None:
            st.title("Olympiad prover", anchor=False)
            st.caption(
                "Proofs that a person can read, with an honest word on who vouches for them."
            )
            show_form()
            show_past()
            return
        if st.button("New problem", icon=":material/arrow_back:", key="back"):
            del st.query_params["run"]
            st.rerun()
        show_run(run)
    except StoreError as fault:
        st.error(plain(str(fault)), icon=":material/error:")
    except Exception as fault:
        # Streamlit's own signals, such as a rerun, are no faults; they are not `Exception`s.
        text = " ".join(f"{type(fault).__name__}: {fault}".split())
        print(f"olympiad: internal fault: {text}", file=sys.stderr)
        st.error("An internal fault; the log of the server says more.", icon=":material/error:")


main()
