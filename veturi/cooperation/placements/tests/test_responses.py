"""How far instructors have answered: read from Arvo, counted in days, never of few."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import NOW
from veturi.cooperation.placements.actions import responses as actions
from veturi.cooperation.placements.models import Response
from veturi.cooperation.placements.rules.responses import (
    NEEDED,
    NotResponses,
    Rate,
    Token,
    by_workplace,
    rate,
    read_answered,
    read_tokens,
)
from veturi.cooperation.placements.tests.reading_pages import text
from veturi.foundation.history.models import Change
from veturi.foundation.sheets.refusals import SheetRefused

HEAD = (
    "vastaajatunnusid;nippu;tyonantaja;tyopaikka;tyopaikkajakson_loppupvm;tyopaikkajakson_kesto\n"
)
PAGE = "/guard/responses/"
BRINGING = "/guard/responses/bringing/"


def rows(n, *, name="Paja Oy", first=1, days=10):
    return "".join(
        f"{k};n{k};1234567-1;{name};2026-10-31;{days}\n" for k in range(first, first + n)
    )


def answered(n):
    return "vastausid,vastaajatunnusid,numerovalinta\n" + "".join(
        f"{k},{k},5\n" for k in range(1, n + 1)
    )


def token(key, *, days=10, is_answered=False, workplace="Paja Oy", business_id="1234567-1"):
    return Token(key, "n", business_id, workplace, date(2026, 10, 31), days, is_answered)


def test_tokens_are_read_whatever_the_order_of_columns():
    text = (
        "tyopaikkajakson_kesto,vastaajatunnusid,tyopaikkajakson_loppupvm,vastattu\n"
        "12,7,2026-10-31T00:00:00,kyllä\n-1,8,2026-10-31,\n,,\n"
    )

    read, unread = read_tokens(text)

    assert unread == []
    assert read == [
        Token("7", "", "", "", date(2026, 10, 31), 12, True),
        Token("8", "", "", "", date(2026, 10, 31), 0, False),
    ]


def test_of_answers_only_whose_they_are_is_read():
    assert read_answered(answered(2) + "lyhyt\n") == {"1", "2"}


@pytest.mark.parametrize(
    ("text", "place"),
    [("", "vastaajatunnusid"), ("vastaajatunnusid;tyopaikkajakson_kesto\n", NEEDED[1])],
)
def test_a_missing_column_is_named(text, place):
    with pytest.raises(NotResponses) as refusal:
        read_tokens(text)

    assert refusal.value.place == place


@pytest.mark.parametrize(
    ("line", "column"),
    [
        (";n;1;P;2026-10-31;10", 0),
        (f"{'1' * 41};n;1;P;2026-10-31;10", 0),
        ("2;n", 1),
        *((f"2;n;1;P;{day};10", 1) for day in ("joskus", "2026-02-31", "0001-01-01", "9999-12-31")),
        *((f"2;n;1;P;2026-10-31;{days}", 2) for days in ("monta", "1.5", "-", "40000", "9" * 20)),
    ],
)
def test_a_wrong_row_is_named_with_its_column_and_the_rest_is_read(line, column):
    read, unread = read_tokens(HEAD + rows(1) + line + "\n" + rows(1, first=5))

    assert [one.token for one in read] == ["1", "5"]
    assert [(one.number, one.column) for one in unread] == [(3, NEEDED[column])]
    assert str(unread[0].why).endswith(".")


def test_a_line_break_in_a_cell_is_no_row():
    read, unread = read_tokens(
        HEAD + '1;n;1;"P\nOy";2026-10-31;10\n' + "2;n;1;P\u2028Oy;2026-10-31;9\n"
    )

    assert ([one.token for one in read], unread) == (["1", "2"], [])


def test_answers_need_their_column():
    with pytest.raises(NotResponses):
        read_answered("a;b\n")


def test_the_rate_is_counted_in_days():
    few = rate([token("1", days=30, is_answered=True), token("2", days=10)])

    assert few == Rate(2, 1, 40, 30)
    assert (few.share, few.percent, few.is_told) == (0.75, 75, False)
    assert few.coefficient("2026-2027") == 1.33
    assert rate([]).share == 0
    assert Rate(9, 5, 90, 50).is_told


def test_the_workplace_of_most_days_stands_first():
    found = by_workplace(
        [
            token("1"),
            token("2", workplace="Paja", is_answered=True),
            token("3", business_id="", workplace="Leipomo", days=50),
            token("4", business_id="7654321-2", workplace=""),
        ]
    )

    assert [(name, one.asked) for name, one, _is_told in found] == [
        ("Leipomo", 1),
        ("Paja Oy", 2),
        ("7654321-2", 1),
    ]


@pytest.mark.parametrize(
    ("answered", "told"),
    [
        ({"A": 9, "B": 6}, {"A", "B"}),
        ({"A": 9, "B": 6, "C": 4}, {"A"}),
        ({"A": 9, "B": 6, "C": 3, "D": 2}, {"A", "B"}),
        ({"A": 9, "C": 4}, set()),
        ({"C": 4}, set()),
        ({}, set()),
    ],
)
def test_what_is_hidden_is_not_found_as_the_rest(answered, told):
    """The whole is told too: with one workplace hidden, the next one hides it."""
    tokens = [
        token(f"{name}{n}", business_id=name, workplace=name, is_answered=True)
        for name, many in answered.items()
        for n in range(many)
    ]

    assert {name for name, _rate, is_told in by_workplace(tokens) if is_told} == told


@pytest.fixture
def bring(college, aino):
    def brought(tokens, answers=None):
        files = {"tokens": tokens.encode(), "answers": answers.encode() if answers else None}
        return actions.bring_responses(college, by=aino, at=NOW, **files)

    return brought


@pytest.mark.django_db
def test_what_arvo_says_last_holds(bring, college):
    bring(HEAD + rows(6))
    n = bring(HEAD + rows(6, days=12) + rows(1), answered(5))

    assert n == (7, [])
    assert Response.objects.filter(provider=college).count() == 6
    assert Response.objects.filter(is_answered=True, days=12).count() == 4
    assert Change.objects.filter(field="responses").count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize("tokens", ["a;b\n", HEAD + "x" * 200_000, HEAD + '1;"'])
def test_a_file_that_cannot_be_read_leaves_no_trace(bring, tokens):
    with pytest.raises((actions.NotBrought, SheetRefused)):
        bring(tokens)

    assert Response.objects.count() == 0
    assert Change.objects.filter(field="responses").count() == 0


def file(content, name="a.csv"):
    return SimpleUploadedFile(name, content.encode())


@pytest.mark.django_db
def test_wrong_rows_are_shown_and_the_rest_is_there(browse, aino):
    page = browse(aino, "en")

    answer = page.post(BRINGING, {"tokens": file(HEAD + rows(2) + "9;n;1;P;joskus;10\n")})

    assert "Row 4, tyopaikkajakson_loppupvm: Write the day as 2026-10-31." in text(answer)
    assert "2 rows were brought in." in text(answer)
    assert Response.objects.count() == 2


@pytest.mark.django_db
def test_a_file_of_wrong_rows_alone_changes_nothing(bring):
    n, unread = bring(HEAD + "1;n;1;P;joskus;10\n")

    assert (n, len(unread), Response.objects.count()) == (0, 1, 0)
    assert Change.objects.filter(field="responses").count() == 0


@pytest.mark.django_db
def test_the_files_are_brought_in_and_shown(browse, aino):
    page = browse(aino, "en")
    empty = text(page.get(PAGE))
    tokens = HEAD + rows(8) + rows(8, first=11, name="Leipomo Oy").replace("1234567-1", "7654321-2")

    answer = page.post(BRINGING, {"tokens": file(tokens), "answers": file(answered(16))})

    shown = text(page.get(PAGE))
    assert "Nothing has been brought in" in empty
    assert answer.url == PAGE
    assert "16 rows were brought in." in shown
    assert "The answers cover 88 percent of the days: 140 of 160." in shown
    assert "multiplied by 1.14" in shown
    assert "Paja Oy 8 80 100" in shown
    assert "Leipomo Oy 8 80 75" in shown


@pytest.mark.django_db
def test_of_few_answers_nothing_is_told(browse, aino, bring):
    bring(HEAD + rows(8), answered(4))

    shown = text(browse(aino, "en").get(PAGE))

    assert shown.count("fewer than five answers") == 3
    assert "percent of the days:" not in shown


@pytest.mark.django_db
@pytest.mark.parametrize(
    "given", [{}, {"tokens": "a;b\n"}, {"tokens": HEAD + rows(1), "answers": "a;b\n"}]
)
def test_what_is_wrong_is_said(browse, aino, given):
    files = {name: file(content) for name, content in given.items()}

    assert browse(aino).post(BRINGING, files).status_code == 422
    assert Response.objects.count() == 0


@pytest.mark.django_db
def test_who_may_not_neither_sees_nor_brings(browse, rea, mika, sten, bring):
    bring(HEAD + rows(8), answered(6))

    assert browse(rea).get(PAGE).status_code == 403
    assert browse(mika).post(BRINGING, {"tokens": file(HEAD + rows(1))}).status_code == 403
    assert "Bring in from Arvo" not in text(browse(mika, "en").get(PAGE))
    assert "Paja Oy" not in text(browse(sten).get(PAGE))


@pytest.mark.django_db
def test_many_rows_take_as_many_questions_as_one(browse, aino, bring):
    page = browse(aino)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            page.get(PAGE)
        return len(queries)

    bring(HEAD + rows(1))
    asked()
    with_one = asked()
    bring(HEAD + rows(100))

    assert asked() == with_one
