"""Three versions of a form, field by field: nothing is lost and nothing is overwritten unseen."""

from datetime import date
from decimal import Decimal

from django.core import signing
from hypothesis import given
from hypothesis import strategies as st

from veturi.foundation.web.threeway import SALT, Shown, as_shown, join, read, signed

NAMES = ("owner", "phase", "notes")
VERSION = st.fixed_dictionaries({name: st.sampled_from(["", "a", "b", "c"]) for name in NAMES})
SOME = st.sets(st.sampled_from(NAMES))


def after(mine, theirs, joined):
    """What is saved when nothing clashes."""
    return {name: theirs[name] if name in joined.kept else mine[name] for name in mine}


@given(original=VERSION, mine=VERSION, theirs=VERSION)
def test_what_one_of_the_two_changed_is_saved(original, mine, theirs):
    joined = join(original, mine=mine, theirs=theirs)
    saved = after(mine, theirs, joined)

    for name in set(NAMES) - set(joined.clashing):
        changed = [version[name] for version in (mine, theirs) if version[name] != original[name]]
        assert {saved[name]} == set(changed or [original[name]])


@given(original=VERSION, mine=VERSION, theirs=VERSION)
def test_exactly_what_both_changed_apart_is_asked(original, mine, theirs):
    joined = join(original, mine=mine, theirs=theirs)

    assert set(joined.clashing) == {
        name for name in NAMES if len({original[name], mine[name], theirs[name]}) == 3
    }


@given(original=VERSION, mine=VERSION, theirs=VERSION)
def test_who_is_first_makes_no_difference(original, mine, theirs):
    one, other = join(original, mine=mine, theirs=theirs), join(original, mine=theirs, theirs=mine)

    assert set(one.clashing) == set(other.clashing)
    if not one.clashing:
        assert after(mine, theirs, one) == after(theirs, mine, other)


@given(mine=VERSION, theirs=VERSION)
def test_without_an_original_whatever_differs_is_asked(mine, theirs):
    joined = join({}, mine=mine, theirs=theirs)

    assert joined.kept == ()
    assert set(joined.clashing) == {name for name in NAMES if mine[name] != theirs[name]}


@given(original=VERSION, mine=VERSION, theirs=VERSION, undecided=SOME)
def test_what_was_asked_and_not_chosen_is_asked_again(original, mine, theirs, undecided):
    joined = join(original, mine=mine, theirs=theirs, undecided=undecided)

    assert {name for name in undecided if mine[name] != theirs[name]} <= set(joined.clashing)


@given(fields=VERSION, before=VERSION)
def test_what_was_carried_is_read_again(fields, before):
    shown = Shown(fields, before)

    assert read(signed("a:1", shown), key="a:1") == shown


def test_what_is_missing_forged_too_long_or_of_another_thing_is_not_read():
    carried = signed("a:1", Shown({"owner": "1"}, {}))

    for text in ("", "x", carried[:-1] + "!", "x" * 70_000, signing.dumps({}, salt="other")):
        assert read(text, key="a:1") is None
    assert read(carried, key="a:2") is None
    assert SALT == "veturi.meanwhile"


def test_values_have_one_written_form():
    assert as_shown(date(2026, 11, 25)) == "2026-11-25"
    assert as_shown(Decimal("2.500")) == "2.5"
    assert as_shown(None) == ""
    assert as_shown([3, 1]) == as_shown((1, 3)) == "1,3"
    assert as_shown("a\r\nb ") == "a\nb"


def test_a_long_text_is_carried_short_and_still_told_apart():
    one, other = as_shown("x" * 5_000 + "a"), as_shown("x" * 5_000 + "b")

    assert len(one) < 1_200
    assert one != other
