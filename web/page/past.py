"""The list of past runs."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from web.page.server import desk
from web.page.words import plain, state_words, words_of

SHOWN = 20


def show_past() -> None:
    """Show the newest runs, each a link to its result."""
    st.subheader("Runs", anchor=False)
    runs = desk().runs(SHOWN)
    if not runs:
        st.caption("None yet.")
        return
    for summary in runs:
        colour: Literal["gray", "green", "blue", "violet", "orange", "red"] = "gray"
        if summary.state == "ended" and summary.rung:
            colour = words_of(summary.rung, summary.scope).colour
        with st.container(horizontal=True, vertical_alignment="center"):
            if st.button(plain(summary.title[:80]), key=f"open-{summary.run}", type="tertiary"):
                st.query_params["run"] = summary.run
                st.rerun()
            st.badge(plain(state_words(summary)), color=colour)
            st.caption(f"{summary.submitted:%Y-%m-%d %H\\:%M} UTC")
