"""What may stand in a field, without a database."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override

from veturi.directory.rules.own_fields import (
    Kind,
    NotThis,
    Picks,
    Shape,
    checked,
    in_words,
    key_from,
    read,
    read_written,
)
from veturi.foundation.history.actions import written
from veturi.foundation.personal_id import looks_like_personal_id
from veturi.foundation.words import Words

TODAY = date(2026, 11, 24)
AREAS = {
    3: Words("metalli", "metall", "metal"),
    1: Words("sosiaali-, terveys- ja liikunta-ala", "social- och hälsovård", "care"),
}
CHOICE, SEVERAL = Shape(Kind.CHOICE, AREAS), Shape(Kind.SEVERAL, AREAS)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (Kind.TEXT, "  OPK  12/2026 ", "OPK 12/2026"),
        (Kind.LONG, " eka\r\n toka ", "eka\n toka"),
        (Kind.NUMBER, "1 234,50", Decimal("1234.50")),
        (Kind.NUMBER, "−3.5", Decimal("-3.5")),
        (Kind.DAY, "1.3.2026", date(2026, 3, 1)),
        (Kind.TRUTH, "Kyllä", True),
        (Kind.TRUTH, "x", True),
        (Kind.TRUTH, "nej", False),
        (Kind.TRUTH, "0", False),
        (Kind.CHOICE, "METALL", 3),
        (Kind.CHOICE, "sosiaali-, terveys- ja liikunta-ala", 1),
        (Kind.SEVERAL, "care; metal", Picks([3, 1])),
        (Kind.SEVERAL, "metalli, care", Picks([3, 1])),
        (Kind.SEVERAL, "sosiaali-, terveys- ja liikunta-ala;", Picks([1])),
        (Kind.ADDRESS, "kartta.example/paja", "https://kartta.example/paja"),
        (Kind.ADDRESS, "http://kartta.example", "http://kartta.example"),
    ],
)
def test_a_cell_is_read_as_people_write_it(kind, text, value):
    shape = Shape(kind, AREAS)

    found = read(shape, text, today=TODAY)

    assert found == value
    assert read_written(shape, written(found)) == value


@pytest.mark.parametrize("kind", list(Kind))
def test_an_empty_cell_is_nothing(kind):
    shape = Shape(kind, AREAS)

    assert read(shape, "  ", today=TODAY) == shape.nothing()
    assert checked(shape, None) == shape.nothing()
    assert read_written(shape, "") == shape.nothing()
    assert in_words(shape, shape.nothing()) == ""


@pytest.mark.parametrize(
    ("kind", "text", "sentence"),
    [
        (Kind.NUMBER, "monta", "“monta” is not a number. Write it as 12,5."),
        (Kind.DAY, "joskus", "“joskus” was not understood as a date. Write it as 12.3.2024."),
        (Kind.TRUTH, "ehkä", "“ehkä” is neither yes nor no."),
        (Kind.CHOICE, "muovi", "“muovi” is not among the choices: metal, care."),
        (Kind.SEVERAL, "metalli, muovi", "“muovi” is not among the choices: metal, care."),
        (Kind.ADDRESS, "ei osoite", "“ei osoite” is not the address of a website."),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(kind, text, sentence):
    with override("en"), pytest.raises(NotThis) as refusal:
        read(Shape(kind, AREAS), text, today=TODAY)

    with override("en"):
        assert str(refusal.value.sentence) == sentence
    assert refusal.value.proposal == ""


@pytest.mark.parametrize(
    ("text", "proposal"), [("3/2026", "1.3.2026"), ("1.3.", "1.3.2026"), ("2025", "1.1.2025")]
)
def test_a_day_that_is_not_whole_is_asked_about(text, proposal):
    with pytest.raises(NotThis) as refusal:
        read(Shape(Kind.DAY), text, today=TODAY)

    assert refusal.value.proposal == proposal


def test_a_choice_that_is_gone_is_nothing():
    assert read_written(CHOICE, "7") is None
    assert read_written(SEVERAL, "7, 1") == Picks([1])
    assert in_words(CHOICE, 7) == ""


def test_what_is_kept_is_said_in_the_readers_language():
    with override("sv"):
        assert in_words(CHOICE, 3) == "metall"
        assert in_words(SEVERAL, Picks([3, 1])) == "metall; social- och hälsovård"
        assert in_words(Shape(Kind.TRUTH), value=True) == "ja"
    assert in_words(Shape(Kind.NUMBER), Decimal("2.5")) == Decimal("2.5")
    assert in_words(Shape(Kind.DAY), TODAY) == TODAY


def test_a_key_is_made_of_the_name():
    assert key_from("Perehdytys tehty?", frozenset()) == "perehdytys_tehty"
    assert key_from("Ääni", frozenset({"aani", "aani_2"})) == "aani_3"
    assert key_from("???", frozenset()) == "tieto"


@pytest.mark.parametrize("sign", ["-", "+", "A", "b", "Y"])
def test_what_looks_like_a_personal_id_is_seen(sign):
    text = "".join(("hlö 010190", sign, "900X, kesä"))

    assert looks_like_personal_id(text)


@pytest.mark.parametrize(
    "text", ["OPK/010190-900", "451390-900X", "1010190-900X", "040 123 4567", "0942165-3"]
)
def test_other_numbers_are_left_alone(text):
    assert not looks_like_personal_id(text)
