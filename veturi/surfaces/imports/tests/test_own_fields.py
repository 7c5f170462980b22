"""Columns of a list that hold the school's own fields."""

from datetime import date
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from conftest import TODAY
from veturi.directory.actions import own_fields as actions
from veturi.directory.actions.own_values import give_own, give_own_many
from veturi.directory.actions.partners import edit_partner
from veturi.directory.models import OwnValue, Partnership, Thing
from veturi.directory.own_fields import own_of
from veturi.directory.rules.own_fields import Picks
from veturi.foundation.history.models import Change
from veturi.foundation.words import Words
from veturi.surfaces.imports.actions import mending
from veturi.surfaces.imports.actions.mending import Mended
from veturi.surfaces.imports.grid import grid_rows
from veturi.surfaces.imports.reading import lines
from veturi.surfaces.imports.rules.findings import Severity
from veturi.surfaces.imports.tests.walking import address, to_the_grid
from veturi.surfaces.imports.touched import changed_since

pytestmark = pytest.mark.django_db
AREA = "Sosiaali-, terveys- ja liikunta-ala"


@pytest.fixture
def made(college):
    """A field of each kind."""
    found = {}
    for label, kind in (
        ("Diaarinumero", "text"),
        ("Kuvaus", "long"),
        ("Paikkoja", "number"),
        ("Perehdytyspäivä", "day"),
        ("Sopimus tehty", "truth"),
        ("Avainalue", "choice"),
        ("Kielet", "several"),
        ("Kartalla", "address"),
    ):
        found[kind] = actions.add_own_field(
            college,
            thing=Thing.PARTNER,
            by=None,
            fields={"label_fi": label, "label_sv": f"{label} sv", "kind": kind},
            choices=[Words("metalli", "metall", "metal"), Words(AREA, "", "care, and sport")],
        )
    return found


def filled(made):
    one, two = made["choice"].shape.choices
    return {
        made["text"].name: "=OPK/1",
        made["long"].name: "eka; \ntoka",
        made["number"].name: Decimal("12345678901.2345"),
        made["day"].name: date(2026, 3, 1),
        made["truth"].name: False,
        made["choice"].name: two,
        made["several"].name: Picks(made["several"].shape.choices),
        made["address"].name: "https://kartta.example/paja",
    }


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_list_with_them_comes_back_unchanged(
    browse, aino, college, workshop, bakery, tmp_path, bring, run, made, language, kind
):
    give_own(workshop, filled(made), by=aino)
    columns = ["name", "business_id", *(field.name for field in made.values())]
    answer = browse(aino, language).get(
        reverse("directory:partners"), {"export": kind, "columns": columns}
    )
    path = tmp_path / f"kumppanit.{kind}"
    path.write_bytes(answer.content)
    before = Change.objects.count()

    imported = run(bring(path))

    assert set(imported.mapping.values()) == set(columns)
    assert set(imported.rows.values_list("reason", flat=True)) == {"nothing_differs"}
    assert Change.objects.count() == before


def test_new_partners_get_them(listed, run, made):
    run(
        listed(
            "Nimi;Avainalue sv;Paikkoja;Sopimus tehty;Perehdytyspäivä;Kielet",
            "Pata Oy;metall;2,5;kyllä;1.3.2026;metalli, care and sport",
            "Kattila Oy;;;–;;",
        )
    )

    one, _two = made["choice"].shape.choices
    found = own_of(Partnership.objects.get(name="Pata Oy"))
    assert {name: value for name, value in found.items() if value} == {
        made["choice"].name: one,
        made["number"].name: Decimal("2.5"),
        made["truth"].name: True,
        made["day"].name: date(2026, 3, 1),
        made["several"].name: Picks(made["several"].shape.choices),
    }
    assert not OwnValue.objects.filter(partnership__name="Kattila Oy").exists()


def test_what_cannot_be_read_is_refused_or_asked_about(listed, made, aino, run):
    imported = listed(
        "Nimi;Avainalue;Paikkoja;Perehdytyspäivä;Diaarinumero",
        "Pata Oy;metali;monta;3/2026;#N/A",
    )
    row = imported.rows.get()
    found = {one.field: one for one in row.understood(imported, on=TODAY)[1]}
    choice, number, day, text = (made[kind].name for kind in ("choice", "number", "day", "text"))

    assert {key: (one.severity, one.proposal) for key, one in found.items()} == {
        choice: (Severity.QUESTION, "metalli"),
        number: (Severity.ERROR, ""),
        day: (Severity.QUESTION, "1.3.2026"),
        text: (Severity.ERROR, ""),
    }
    mended = {choice: "metalli", number: "3", day: "1.3.2026", text: "A"}
    mending.mend(imported, {row.pk: Mended(mended)}, at=imported.checked_at)
    run(imported)

    partner = Partnership.objects.get(name="Pata Oy")
    assert own_of(partner)[choice] == made["choice"].choices.get(label_fi="metalli").pk
    assert own_of(partner)[number] == Decimal(3)


def test_the_report_names_the_field_that_was_not_mended(listed, made, run):
    imported = run(listed("Nimi;Paikkoja", "Pata Oy;monta"))

    [line] = lines(imported, imported.rows.all())

    assert "Paikkoja: " in line.reason


def test_the_sheet_overrules_and_its_reversal_gives_back(
    listed, run, revert, made, workshop, bakery, aino, college
):
    before = filled(made)
    give_own_many([(workshop, before), (bakery, before)], provider=college, by=aino)
    imported = run(
        listed(
            f"Y-tunnus;Nimi;{';'.join(field.label_fi for field in made.values())}",
            f"{workshop.organisation.business_id};{workshop.name};A/2;muu;7;2.3.2026;kyllä;"
            "metalli;metalli;toinen.example",
        )
    )
    one = made["choice"].choices.get(label_fi="metalli").pk
    many = made["several"].choices.get(label_fi="metalli").pk
    assert own_of(workshop) == {
        made["text"].name: "A/2",
        made["long"].name: "muu",
        made["number"].name: Decimal(7),
        made["day"].name: date(2026, 3, 2),
        made["truth"].name: True,
        made["choice"].name: one,
        made["several"].name: Picks([many]),
        made["address"].name: "https://toinen.example",
    }
    assert changed_since(imported) == []
    actions.put_away(made["number"], by=aino, on=TODAY)

    revert(imported)

    actions.take_out(made["number"], by=aino)
    assert own_of(workshop) == before
    assert own_of(bakery) == before


def test_what_was_changed_since_is_named(listed, run, made, workshop, aino):
    imported = run(listed("Nimi;Diaarinumero", f"{workshop.name};A/1"))
    give_own(workshop, {made["text"].name: "A/2"}, by=aino)

    [concern] = changed_since(imported)

    assert concern.partner == workshop
    assert ["Diaarinumero" in str(one) for one in concern.sentences] == [True]


def test_a_second_row_fills_what_the_first_left_open(listed, run, made, workshop):
    imported = run(
        listed(
            "Nimi;Diaarinumero;Sopimus tehty;Paikkoja",
            f"{workshop.name};A/1;ei;",
            f"{workshop.name};A/2;kyllä;4",
        )
    )

    found = own_of(workshop)
    workshop.refresh_from_db()
    assert found[made["text"].name] == "A/1"
    assert found[made["truth"].name] is False
    assert found[made["number"].name] == Decimal(4)
    assert "A/2" in workshop.notes and "Diaarinumero" in workshop.notes
    told = " ".join(line.reason for line in lines(imported, imported.rows.order_by("number")))
    assert "Diaarinumero" in told


def test_a_partner_that_came_with_the_list_goes_with_what_stands_in_it(listed, run, revert, made):
    imported = run(listed("Nimi;Diaarinumero;Avainalue", "Pata Oy;A/1;metalli"))

    revert(imported)

    assert not OwnValue.objects.exists()
    assert not Partnership.objects.exists()


def test_the_wizard_offers_them_and_mends_their_cells(page, made):
    imported = to_the_grid(page, "Nimi;Paikkoja\nPata Oy;monta\n")
    name = made["number"].name
    row = imported.rows.get()
    assert imported.mapping == {"0": "name", "1": name}
    assert "Paikkoja" in page.get(address("rows")).content.decode()
    assert grid_rows(imported, [row], on=TODAY)[0].cells[1].label == "Paikkoja"

    typed = {f"cell-{row.pk}-{name}": "4", f"was-{row.pk}-{name}": "monta"}
    page.post(address("rows"), {**typed, f"cell-{row.pk}-own_muu": "x"})

    row.refresh_from_db()
    assert row.fixed == {name: "4"}


def test_a_field_that_was_put_away_is_not_proposed_any_more(page, listed, made, aino, tmp_path):
    first = listed("Nimi;Paikkoja", "Pata Oy;4")
    actions.put_away(made["number"], by=aino, on=TODAY)

    again = listed("Nimi;Paikkoja", "Pata Oy;4")
    new = to_the_grid(page, "Nimi;Paikkoja;X\nPata Oy;4;\n")

    assert first.mapping == {"0": "name", "1": made["number"].name}
    assert again.mapping == new.mapping == {"0": "name"}
    form = BeautifulSoup(page.get(address("mapping")).content, "html.parser")
    assert made["text"].name in form.decode() and made["number"].name not in form.decode()


def test_what_is_read_while_the_field_goes_is_kept_in_it(listed, run, made, aino, workshop):
    imported = listed("Nimi;Paikkoja", f"{workshop.name};4")
    actions.put_away(made["number"], by=aino, on=TODAY)

    run(imported)
    actions.take_out(made["number"], by=aino)

    assert own_of(workshop)[made["number"].name] == Decimal(4)
    edit_partner(workshop, by=aino, fields={}, own={made["number"].name: None})
    assert own_of(workshop)[made["number"].name] is None
