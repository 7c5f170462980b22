"""Columns of a list that hold the school's own fields of contact persons."""

from decimal import Decimal

import pytest
from bs4 import BeautifulSoup

from conftest import TODAY
from veturi.directory.actions import own_fields as actions
from veturi.directory.actions.own_values import give_own
from veturi.directory.actions.people import edit_person
from veturi.directory.models import OwnValue, Partnership, Person, Position, Thing
from veturi.directory.own_fields import own_of
from veturi.directory.rules.own_fields import Picks
from veturi.foundation.history.models import Change
from veturi.foundation.words import Words
from veturi.surfaces.imports.grid import grid_rows
from veturi.surfaces.imports.reading import lines
from veturi.surfaces.imports.rules.own import OF_PERSON
from veturi.surfaces.imports.tests.walking import address, to_the_grid
from veturi.surfaces.imports.touched import changed_since

pytestmark = pytest.mark.django_db
HEADER = "Nimi;Yhteyshenkilö;Koulutettu;Paikkoja;Ala;Huomio"


@pytest.fixture
def made(college):
    return {
        kind: actions.add_own_field(
            college,
            thing=Thing.PERSON,
            by=None,
            fields={"label_fi": label, "label_sv": f"{label} sv", "kind": kind},
            choices=[Words("metalli", "metall", "metal"), Words("hoiva", "", "")],
        )
        for label, kind in (
            ("Koulutettu", "truth"),
            ("Paikkoja", "number"),
            ("Ala", "several"),
            ("Huomio", "text"),
        )
    }


def key_of(field):
    return f"{OF_PERSON}{field.name}"


def filled(person):
    return {name: value for name, value in own_of(person).items() if value not in (None, "", ())}


def named(imported):
    rows = imported.rows.order_by("number")
    return " ".join(str(line.reason) for line in lines(imported, rows))


def test_new_persons_get_them_and_history_knows(listed, run, made):
    imported = run(
        listed(
            HEADER, "Pata Oy;Otto Ohjaaja;kyllä;2,5;metalli, hoiva;eka", "Kattila Oy;Aune Alku;;;;"
        )
    )

    otto, aune = Person.objects.get(given_name="Otto"), Person.objects.get(given_name="Aune")
    assert filled(otto) == {
        made["truth"].name: True,
        made["number"].name: Decimal("2.5"),
        made["several"].name: Picks(made["several"].shape.choices),
        made["text"].name: "eka",
    }
    assert filled(aune) == {}
    told = Change.objects.of(otto.key).filter(batch=imported.batch, field__startswith="own_")
    assert told.count() == 4
    assert not OwnValue.objects.exclude(partnership=None).exists()


def test_who_is_there_gets_what_the_list_knows_better_and_gets_back_what_was(
    listed, run, revert, made, workshop, otto, aino
):
    before = {made["truth"].name: False, made["text"].name: "vanha"}
    give_own(otto, before, by=aino)
    imported = run(listed(HEADER, f"{workshop.name};Otto Ohjaaja;kyllä;3;;vanha"))

    assert filled(otto) == {
        made["truth"].name: True,
        made["number"].name: Decimal(3),
        made["text"].name: "vanha",
    }
    assert changed_since(imported) == []
    again = run(listed(HEADER, f"{workshop.name};Otto Ohjaaja;kyllä;3;;vanha"))
    assert set(again.rows.values_list("reason", flat=True)) == {"nothing_differs"}
    actions.put_away(made["number"], by=aino, on=TODAY)

    revert(imported)

    actions.take_out(made["number"], by=aino)
    assert filled(otto) == before


def test_what_was_changed_since_is_named(listed, run, made, workshop, otto, aino):
    imported = run(listed(HEADER, f"{workshop.name};Otto Ohjaaja;kyllä;;;"))
    edit_person(otto, by=aino, fields={}, own={made["truth"].name: False})

    [concern] = changed_since(imported)

    assert [str(otto) in str(one) for one in concern.sentences] == [True]


@pytest.mark.parametrize("is_there", [True, False])
def test_a_second_row_fills_what_the_first_left_open(listed, run, made, workshop, otto, is_there):
    name = "Otto Ohjaaja" if is_there else "Uusi Ohjaaja"
    imported = run(
        listed(
            HEADER,
            f"{workshop.name};{name};ei;;;eka",
            f"{workshop.name};{name};kyllä;4;;toka",
            f"{workshop.name};{name};ei;;;eka",
        )
    )

    person = Person.objects.get(given_name=name.split()[0])
    workshop.refresh_from_db()
    assert filled(person) == {
        made["truth"].name: False,
        made["number"].name: Decimal(4),
        made["text"].name: "eka",
    }
    assert f"Huomio, myös: {name} toka" in workshop.notes
    assert f"Koulutettu, myös: {name} kyllä" in workshop.notes
    assert "Huomio" in named(imported)


def test_of_several_persons_each_gets_it_and_the_row_says_so(listed, run, made):
    imported = listed(HEADER, "Pata Oy;Otto Ohjaaja / Aune Alku;kyllä;;;")

    [row] = grid_rows(imported, imported.rows.all(), on=TODAY)
    run(imported)

    told = {cell.field: [str(one.sentence) for one in cell.findings] for cell in row.cells}
    [sentence] = told[key_of(made["truth"])]
    assert "Otto Ohjaaja, Aune Alku" in sentence
    people = [one.person for one in Position.objects.all()]
    assert [filled(one) for one in people] == [{made["truth"].name: True}] * 2


def test_of_nobody_it_is_kept_in_words(listed, run, made):
    imported = run(listed(HEADER, "Pata Oy;;kyllä;;;eka"))

    notes = Partnership.objects.get().notes
    assert "Koulutettu, myös: kyllä" in notes and "Huomio, myös: eka" in notes
    assert not OwnValue.objects.exists()
    assert "Koulutettu" in named(imported)


def test_what_cannot_be_read_is_refused(listed, made):
    imported = listed(HEADER, "Pata Oy;Otto Ohjaaja;ehkä;monta;puu;")

    [row] = grid_rows(imported, imported.rows.all(), on=TODAY)

    hindered = {cell.label for cell in row.cells if any(one.hinders for one in cell.findings)}
    assert hindered == {"Koulutettu", "Paikkoja", "Ala"}


def test_a_person_that_came_with_the_list_goes_with_what_stands_in_it(listed, run, revert, made):
    imported = run(listed(HEADER, "Pata Oy;Otto Ohjaaja;kyllä;1;hoiva;x"))

    revert(imported)

    assert not OwnValue.objects.exists() and not Position.objects.exists()


def test_the_mapping_offers_them_apart_from_those_of_partners(page, made, college):
    fields = {"label_fi": "Koulutettu", "kind": "truth"}
    ours = actions.add_own_field(college, thing=Thing.PARTNER, by=None, fields=fields)

    imported = to_the_grid(page, "Nimi;Koulutettu;Yhteyshenkilön koulutettu\nPata Oy;ei;kyllä\n")

    assert imported.mapping == {"0": "name", "1": ours.name, "2": key_of(made["truth"])}
    form = BeautifulSoup(page.get(address("mapping")).content, "html.parser")
    groups = {
        one["label"]: [option["value"] for option in one.select("option")]
        for one in form.select("select")[0].select("optgroup")
    }
    assert groups == {
        "Own fields": [ours.name],
        "Own fields of the contact person": [key_of(field) for field in made.values()],
    }


def test_the_grid_mends_their_cells(page, made):
    imported = to_the_grid(page, "Nimi;Yhteyshenkilö;Paikkoja\nPata Oy;Otto Ohjaaja;monta\n")
    row, key = imported.rows.get(), key_of(made["number"])

    page.post(address("rows"), {f"cell-{row.pk}-{key}": "4", f"was-{row.pk}-{key}": "monta"})

    row.refresh_from_db()
    assert row.fixed == {key: "4"}
