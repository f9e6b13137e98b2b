"""One run: its progress while it works, then the verdict, the figure beside the proof, files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import streamlit as st

from prover import service
from prover.trace.spent import limits_of, spent_words
from web.page.server import desk
from web.page.words import (
    ENDINGS,
    below,
    event_words,
    plain,
    seconds_words,
    without_images,
    words_of,
)
from web.rechecks import pack
from web.runs import NoBundle, RunDetail, RunEnded, UnknownRun
from web.runs.status import ENDED, VerdictView

if TYPE_CHECKING:
    from prover.bundle.bundle import Bundle

REFRESH = 1.0
"""Seconds between two looks at a run that works."""

SHOWN_EVENTS = 8

MEDIA = {"md": "text/markdown", "svg": "image/svg+xml", "json": "application/json"}


def show_run(run: str) -> None:
    """Show the run of this name, whatever its state."""
    try:
        detail = desk().detail(run)
    except UnknownRun:
        st.error(plain(f"There is no run {run[:60]!r} here; choose one of the list."))
        return
    st.header(plain(detail.title), anchor=False)
    if detail.state in ENDED:
        _show_end(detail)
    else:
        _watch(run)


@st.fragment(run_every=REFRESH)
def _watch(run: str) -> None:
    """The progress of a run; redrawn alone until the run has ended."""
    detail = desk().detail(run)
    if detail.state in ENDED:
        st.rerun()
    now = detail.progress
    said = f"{now.engine}: {now.message}" if now.engine else now.message
    share = min(1.0, now.seconds / now.budget) if now.budget else 0.0
    if now.fraction is not None:
        share = now.fraction
    of = f" of {seconds_words(now.budget)}" if now.budget else ""
    st.progress(share, f"{plain(said)} ({plain(seconds_words(now.seconds) + of)})")
    stopping = detail.state in ("cancelling", "unfinished")
    if st.button("Cancel", icon=":material/stop:", disabled=stopping, key="cancel"):
        try:
            desk().cancel(run)
        except RunEnded as fault:
            st.error(plain(str(fault)))
    events = desk().events(run, -1)
    if spent := spent_words(limits_of(events)):
        st.caption(plain(f"Language models: {', '.join(spent)}."))
    lines = [words for event in events if (words := event_words(event))]
    if lines:
        st.code("\n".join(lines[-SHOWN_EVENTS:]), language=None, wrap_lines=True)
    if detail.verdict is not None:
        st.caption("So far:")
        _show_verdict(detail.verdict)


def _show_end(detail: RunDetail) -> None:
    if detail.error is not None:
        st.error(plain(detail.error), icon=":material/error:")
    if detail.verdict is not None:
        _show_verdict(detail.verdict)
    if detail.state != "ended":
        return
    ending = ENDINGS.get(detail.ending or "", "")
    spent = spent_words(limits_of(desk().events(detail.run, -1)))
    models = f" Language models: {', '.join(spent)}." if spent else ""
    st.caption(plain(f"{ending} Time: {seconds_words(detail.progress.seconds)}.{models}"))
    try:
        bundle = desk().bundle(detail.run)
    except NoBundle as fault:
        st.warning(plain(str(fault)))
        return
    figure = bundle.figure
    if figure is None:
        st.markdown(_part(bundle.proof))
    else:
        beside, text = st.columns([2, 3], gap="large")
        with beside:
            st.image(figure, width="stretch")
        with text:
            st.markdown(_part(bundle.proof))
    _show_grading(bundle)
    _show_files(detail, bundle)


def _show_verdict(view: VerdictView) -> None:
    """Who vouches: a colour and words of its own for each rung."""
    rung = view.verdict.rung
    words = words_of(rung, view.verdict.stated_scope)
    lines = [f"**{words.name}.** {words.means}", f"Vouched for by {plain(view.vouches)}."]
    if rung == "unverified":
        lines[1] = "What is known to be wrong or missing:"
    elif view.caveats:
        lines[1] += " To bear in mind:"
    lines += [f"- {plain(caveat)}" for caveat in view.caveats]
    box = {"green": st.success, "blue": st.info, "orange": st.warning, "red": st.error}
    text = "\n\n".join(lines[:2]) + "\n\n" + "\n".join(lines[2:])
    if words.colour not in box:
        # Streamlit has no box of this colour: a frame with a badge.
        with st.container(border=True):
            st.badge(words.name, icon=words.icon, color=words.colour)
            st.markdown(text)
        return
    box[words.colour](text, icon=words.icon)


def _part(markdown: str) -> str:
    """A text of a bundle without its title, for which the page has its own, and without images."""
    return below(without_images(re.sub(r"\A# [^\n]*\n", "", markdown)))


def _show_grading(bundle: Bundle) -> None:
    """What graders said of a proof in words; nothing for other proofs."""
    words = service.graders_words(bundle)
    if words is not None:
        with st.expander("What the graders said"):
            st.markdown(_part(words))


def _show_files(detail: RunDetail, bundle: Bundle) -> None:
    files = {**bundle.files, "manifest.json": bundle.manifest.to_text().encode()}
    first: list[str] = [n for n in ("proof.md", "figure.svg") if n in files]
    first += sorted(name for name in files if name.startswith("certificate."))
    st.markdown("##### Files")
    with st.container(horizontal=True):
        st.download_button(
            "All as zip",
            pack(files),
            f"{detail.problem}.zip",
            "application/zip",
            icon=":material/download:",
            key="zip",
            on_click="ignore",
        )
        for name in [*first, *sorted(set(files) - set(first))]:
            kind = MEDIA.get(name.rpartition(".")[2], "text/plain")
            st.download_button(name, files[name], name, kind, key=name, on_click="ignore")
    st.caption("Unpacked, `olympiad check FOLDER` checks all of it again.")
    with st.expander("How it came about"):
        lines = [words for event in bundle.events if (words := event_words(event))]
        st.code("\n".join(lines), language=None, wrap_lines=True)
