"""Every pair of colours that meets on a page can be read."""

import pytest

from veturi.foundation.design.build import SOURCES
from veturi.foundation.design.contrast import PAIRS, colours, contrast, too_faint

TOKENS = SOURCES / "css" / "tokens.css"


def test_every_pair_of_the_look_is_clear_enough():
    assert too_faint(colours(TOKENS.read_text())) == []


def test_a_pair_too_faint_is_named():
    tokens = colours(TOKENS.read_text()) | {"control": "#c8d2cf"}

    assert too_faint(tokens) == [
        "control on white: 1.55, at least 3.0 is needed",
        "control on paper: 1.43, at least 3.0 is needed",
    ]


def test_no_pair_is_asked_twice():
    assert len(PAIRS) == len(set(PAIRS)) == 32


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000", "#fff", 21.0), ("#ffffff", "#FFF", 1.0), ("#767676", "#fff", 4.54)],
)
def test_contrast_is_the_ratio_of_wcag(one, other, ratio):
    assert round(contrast(one, other), 2) == ratio
