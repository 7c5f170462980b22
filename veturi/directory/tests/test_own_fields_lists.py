"""The lists with the school's own fields: shown, ordered, narrowed, exported; and merges."""

from datetime import date
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conftest import NOW, TODAY
from veturi.directory.actions import merging
from veturi.directory.actions import own_fields as actions
from veturi.directory.actions.own_values import give_own, give_own_many
from veturi.directory.models import Partnership, Person, Thing
from veturi.directory.own_fields import own_of
from veturi.directory.rules.own_fields import Picks
from veturi.directory.tests.factories import PartnershipFactory, PersonFactory
from veturi.foundation.words import Words

pytestmark = pytest.mark.django_db
PARTNERS, PEOPLE = reverse("directory:partners"), reverse("directory:people")
KINDS = ("text", "number", "day", "truth", "choice", "several", "address", "long")


@pytest.fixture
def made(college):
    def make(thing=Thing.PARTNER, kinds=KINDS, *, is_filter=True):
        found = {}
        for kind in kinds:
            found[kind] = actions.add_own_field(
                college,
                thing=thing,
                by=None,
                fields={"label_fi": f"Tieto {kind}", "kind": kind, "is_filter": is_filter},
                choices=[Words("yksi", "ett", "one"), Words("kaksi", "två", "two")],
            )
        return found

    return make


def picks(field):
    return list(field.shape.choices)


def filled(fields):
    """What one thing has in each field, and another."""
    low = {
        "text": "ALFA Öljy",
        "number": Decimal("2.5"),
        "day": date(2026, 1, 1),
        "truth": False,
        "choice": picks(fields["choice"])[0],
        "several": Picks(picks(fields["several"])[:1]),
        "address": "https://a.example",
        "long": "alku",
    }
    high = {
        "text": "beeta",
        "number": Decimal(10),
        "day": date(2026, 6, 1),
        "truth": True,
        "choice": picks(fields["choice"])[1],
        "several": Picks(picks(fields["several"])),
        "address": "https://b.example",
        "long": "loppu",
    }
    return [{fields[kind].name: value for kind, value in values.items()} for values in (low, high)]


def names(answer):
    soup = BeautifulSoup(answer.content, "html.parser")
    return [cell.get_text(strip=True) for cell in soup.select("tbody th")]


def test_columns_are_there_to_be_chosen(browse, made, workshop, aino):
    fields = made()
    low, _high = filled(fields)
    give_own(workshop, low, by=aino)
    page = browse(aino, "en")

    hidden = page.get(PARTNERS).content.decode()
    chosen = page.get(PARTNERS, {"columns": [field.name for field in fields.values()]})

    assert "ALFA Öljy" not in hidden and 'value="own_tieto_text"' in hidden
    row = BeautifulSoup(chosen.content, "html.parser").select("tbody td[data-label]")
    assert [cell.get_text(strip=True) for cell in row] == [
        "ALFA Öljy",
        "2.5",
        "1.1.2026",
        "no",
        "one",
        "one",
        "https://a.example",
        "alku",
    ]


@pytest.mark.parametrize("kind", ["text", "number", "day", "truth", "choice", "address"])
def test_the_list_is_ordered_by_a_field_and_what_is_nothing_stands_last(
    browse, made, workshop, bakery, aino, college, kind
):
    fields = made()
    low, high = filled(fields)
    empty = PartnershipFactory(provider=college)
    give_own_many([(workshop, low), (bakery, high)], provider=college, by=aino)
    name = fields[kind].name

    up = browse(aino).get(PARTNERS, {"sort": name, "columns": name})
    down = browse(aino).get(PARTNERS, {"sort": f"-{name}"})

    assert names(up) == [workshop.name, bakery.name, empty.name]
    assert names(down) == [bakery.name, workshop.name, empty.name]


def test_what_has_no_order_leaves_the_list_by_name(browse, made, workshop, bakery, aino):
    name = made(kinds=["several"])["several"].name

    assert names(browse(aino).get(PARTNERS, {"sort": name})) == [workshop.name, bakery.name]


@pytest.mark.parametrize(
    ("kind", "query"),
    [
        ("text", {"{}": "öljy"}),
        ("number", {"from_{}": "2", "to_{}": "2,5"}),
        ("day", {"to_{}": "1.3.2026"}),
        ("truth", {"{}": "False"}),
        ("choice", {"{}": "0"}),
        ("address", {"{}": "a.example"}),
        ("long", {"{}": "ALKU"}),
    ],
)
def test_the_list_is_narrowed_by_a_field(
    browse, made, workshop, bakery, aino, college, kind, query
):
    PartnershipFactory(provider=college)
    fields = made()
    low, high = filled(fields)
    give_own_many([(workshop, low), (bakery, high)], provider=college, by=aino)
    asked = {name.format(fields[kind].name): value for name, value in query.items()}
    if kind == "choice":
        asked = {fields[kind].name: picks(fields[kind])[0]}

    assert names(browse(aino).get(PARTNERS, asked)) == [workshop.name]


def test_several_choices_are_found_by_each(browse, made, workshop, bakery, aino, college):
    fields = made()
    low, high = filled(fields)
    give_own_many([(workshop, low), (bakery, high)], provider=college, by=aino)
    name, (one, two) = fields["several"].name, picks(fields["several"])

    assert names(browse(aino).get(PARTNERS, {name: one})) == [workshop.name, bakery.name]
    assert names(browse(aino).get(PARTNERS, {name: two})) == [bakery.name]


def test_only_what_is_meant_for_it_narrows(browse, made, aino):
    field = made(kinds=["text"], is_filter=False)["text"]

    assert f'name="{field.name}"' not in browse(aino).get(PARTNERS).content.decode()


def test_people_have_columns_and_filters_of_their_own(browse, made, otto, aino, college):
    fields = made(Thing.PERSON)
    low, high = filled(fields)
    other = PersonFactory(provider=college, given_name="Aune", family_name="Toinen")
    give_own_many([(otto, high), (other, low)], provider=college, by=aino)
    page, name = browse(aino), fields["number"].name

    ordered = page.get(PEOPLE, {"sort": name, "columns": name})
    narrowed = page.get(PEOPLE, {f"from_{name}": "5"})

    assert names(ordered) == [str(other), str(otto)]
    assert names(narrowed) == [str(otto)]


def test_the_export_has_them(browse, made, workshop, aino):
    fields = made()
    low, _high = filled(fields)
    give_own(workshop, low, by=aino)
    columns = ["name", *(fields[kind].name for kind in ("number", "day", "several", "truth"))]

    answer = browse(aino).get(PARTNERS, {"export": "csv", "columns": columns})

    head, row = answer.content.decode("utf-8-sig").split("\r\n")[:2]
    assert head == "Nimi;Tieto number;Tieto day;Tieto truth;Tieto several"
    assert row == f"{workshop.name};2,5;01.01.2026;ei;yksi"


@pytest.mark.parametrize("address", [PARTNERS, PEOPLE])
def test_one_row_and_many_one_field_and_ten_ask_the_same(browse, made, college, aino, address):
    thing = Thing.PARTNER if address == PARTNERS else Thing.PERSON
    make = PartnershipFactory if thing == Thing.PARTNER else PersonFactory
    page, first = browse(aino), make(provider=college)
    [one] = made(thing, ["choice"]).values()
    give_own(first, {one.name: picks(one)[0]}, by=aino)
    page.get(address)
    before = asked(page, address, [one])

    more = made(thing, [kind for kind in KINDS if kind != "choice"])
    values = {more["several"].name: Picks(picks(more["several"])), more["text"].name: "x"}
    rows = [make(provider=college) for _ in range(45)]
    give_own_many([(row, values) for row in rows], provider=college, by=None)

    assert asked(page, address, [one, *more.values()]) == before


def asked(page, address, fields):
    with CaptureQueriesContext(connection) as queries:
        page.get(address, {"columns": [field.name for field in fields]})
    return len(queries)


# Merges


def test_the_one_that_stays_takes_what_is_chosen_and_an_undo_gives_it_back(
    made, workshop, bakery, aino, college
):
    fields = made()
    low, high = filled(fields)
    give_own_many([(workshop, low), (bakery, high)], provider=college, by=aino)

    row = merging.merge(workshop, bakery, take=list(low), by=aino, at=NOW)

    assert own_of(Partnership.objects.get(pk=workshop.pk)) == high
    give_own(workshop, {fields["text"].name: "toisin"}, by=aino)
    assert [one.field for one in merging.changed_since(row)] == [fields["text"].name]
    actions.put_away(fields["number"], by=aino, on=TODAY)
    merging.undo(row, keep=[fields["text"].name], by=aino, at=NOW)
    actions.take_out(fields["number"], by=aino)

    assert own_of(workshop) == {**low, fields["text"].name: "toisin"}
    assert own_of(bakery) == high


def test_what_the_one_that_stays_lacks_is_taken(made, workshop, bakery, otto, aino, college):
    fields = made(kinds=["text", "truth"])
    text, truth = (fields[kind].name for kind in ("text", "truth"))
    give_own_many(
        [(workshop, {truth: False}), (bakery, {text: "A", truth: True})], provider=college, by=aino
    )
    of_person = made(Thing.PERSON, ["number"])["number"]
    twin = PersonFactory(provider=college)
    give_own(twin, {of_person.name: Decimal(4)}, by=aino)

    merging.merge_many([(workshop, bakery), (otto, twin)], by=aino, at=NOW)

    assert own_of(workshop) == {text: "A", truth: False}
    assert own_of(Person.objects.get(pk=otto.pk)) == {of_person.name: Decimal(4)}
