"""The page's words: four rungs that cannot be mixed up, and text that is shown as it is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from prover.verdicts.verdict import RUNGS
from web.page.words import ASKED, RUNG_WORDS, below, plain, seconds_words, without_images


def test_each_rung_has_a_colour_a_mark_and_words_of_its_own() -> None:
    assert set(RUNG_WORDS) == set(ASKED) == set(RUNGS)
    for part in ("colour", "icon", "name", "means"):
        assert len({getattr(words, part) for words in RUNG_WORDS.values()}) == len(RUNGS)
    assert len(set(ASKED.values())) == len(RUNGS)
    assert "Nobody vouches" in RUNG_WORDS["unverified"].means
    assert "can be wrong" in RUNG_WORDS["model_verified"].means


def test_images_are_not_shown() -> None:
    text = "a ![x](https://evil.example/x.png) b ![Figure](figure.svg)"
    assert without_images(text) == "a  b "


def test_a_display_within_a_line_stands_on_lines_of_its_own() -> None:
    assert below(r"so $$a \tag{1}$$ for $b$") == "so \n\n$$\na \\tag{1}\n$$\n\n for $b$"
    for kept in ("$$\na\n$$", "it costs $3$ and \\$$", "```\n$$a$$\n```", "$a$$b$"):
        assert below(kept) == kept


def test_headings_become_smaller_except_in_code() -> None:
    assert below("# A\n```\n# b\n```\n##### C\n#d") == "### A\n```\n# b\n```\n###### C\n#d"


@given(st.text(st.characters(codec="ascii", min_codepoint=32), max_size=40))
def test_plain_text_keeps_its_characters_and_nothing_of_it_is_markup(text: str) -> None:
    shown = plain(text)
    assert shown.replace("\\\\", "\0").replace("\\", "").replace("\0", "\\") == text
    for position, character in enumerate(shown):
        if character in "*_`[]$:<":
            assert shown[position - 1] == "\\"


def test_times() -> None:
    assert [seconds_words(s) for s in (0.94, 42.4, 185)] == ["0.9 s", "42 s", "3 min 5 s"]
