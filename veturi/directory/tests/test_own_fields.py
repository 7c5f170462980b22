"""Fields of a provider's own: kept by administrators, filled in on forms, read everywhere."""

from datetime import date
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from conftest import TODAY
from veturi.directory.actions import own_fields as actions
from veturi.directory.actions.own_values import NotGiven, give_own, give_own_many
from veturi.directory.actions.partners import NewPartner, add_partner, edit_partner
from veturi.directory.models import OwnChoice, OwnField, OwnValue, Partnership, Person, Thing
from veturi.directory.models.own_fields import value_rows
from veturi.directory.own_fields import facts, own_fields, own_of
from veturi.directory.rules.own_fields import Picks
from veturi.directory.telling import labels_of, told
from veturi.directory.tests.factories import PartnershipFactory
from veturi.foundation.history.models import Change
from veturi.foundation.words import Words

pytestmark = pytest.mark.django_db


@pytest.fixture
def field(college):
    def make(label, kind="text", *, thing=Thing.PARTNER, choices=(), **more):
        fields = {"label_fi": label, "kind": kind, **more}
        words = [Words(one, "", "") for one in choices]
        return actions.add_own_field(college, thing=thing, by=None, fields=fields, choices=words)

    return make


@pytest.fixture
def area(field):
    return field("Avainalue", "choice", choices=["metalli", "hoiva"])


def choice(field, label):
    return OwnChoice.objects.get(field=field, label_fi=label).pk


def changes_of(thing):
    return list(Change.objects.of(thing.key).values_list("field", "old", "new"))


# What is kept in each kind


def test_each_kind_keeps_what_it_is_given(field, workshop, aino):
    held = {
        field("Diaarinumero"): "OPK/12/2026",
        field("Kuvaus", "long"): "eka\ntoka",
        field("Paikkoja", "number"): Decimal("12.5"),
        field("Perehdytetty", "day"): date(2026, 3, 1),
        field("Sopimus", "truth"): False,
        field("Kartta", "address"): "https://kartta.example/paja",
    }
    one = field("Ala", "choice", choices=["metalli", "puu"])
    many = field("Kielet", "several", choices=["suomi", "ruotsi", "englanti"])
    held[one] = choice(one, "puu")
    held[many] = Picks([choice(many, "suomi"), choice(many, "englanti")])

    give_own(workshop, {row.name: value for row, value in held.items()}, by=aino)

    assert own_of(workshop) == {row.name: value for row, value in held.items()}
    assert {fact.label: str(fact.value) for fact in facts(workshop)} == {
        "Diaarinumero": "OPK/12/2026",
        "Kuvaus": "eka\ntoka",
        "Paikkoja": "12.5",
        "Perehdytetty": "2026-03-01",
        "Sopimus": "ei",
        "Kartta": "https://kartta.example/paja",
        "Ala": "puu",
        "Kielet": "suomi; englanti",
    }


def test_what_is_emptied_is_gone(field, area, workshop, aino):
    number = field("Paikkoja", "number")
    give_own(workshop, {area.name: choice(area, "hoiva"), number.name: 3}, by=aino)

    give_own(workshop, {area.name: None, number.name: None}, by=aino)

    assert not OwnValue.objects.exists()
    assert facts(workshop) == []


def test_a_change_is_in_history_in_words(field, area, workshop, aino, college):
    seats = field("Paikkoja", "number")
    day = field("Perehdytetty", "day")
    text = field("Diaarinumero")
    given = {
        area.name: choice(area, "hoiva"),
        seats.name: Decimal("1234.5"),
        day.name: date(2026, 3, 1),
        text.name: "A/1",
    }
    give_own(workshop, given, by=aino)
    actions.put_away(seats, by=aino, on=TODAY)

    read = told(Change.objects.of(workshop.key), of=Partnership, provider=college)

    assert {(one.who, one.field, one.old, one.new) for one in read} == {
        ("Aino Salmela", "Avainalue", "", "hoiva"),
        ("Aino Salmela", "Paikkoja", "", "1\u00a0234,5"),
        ("Aino Salmela", "Perehdytetty", "", "1.3.2026"),
        ("Aino Salmela", "Diaarinumero", "", "A/1"),
    }
    assert labels_of(Partnership, college)("name") == "Käyttämämme nimi"


def test_the_same_again_writes_nothing(field, workshop, aino):
    number = field("Paikkoja", "number")
    give_own(workshop, {number.name: Decimal("10")}, by=aino)
    before = Change.objects.count()

    give_own(workshop, {number.name: Decimal("10.0")}, by=aino)

    assert Change.objects.count() == before


def test_a_set_is_written_at_once(
    field, workshop, bakery, otto, college, aino, django_assert_num_queries
):
    text = field("Diaarinumero")
    of_persons = field("Kieli", thing=Thing.PERSON)
    give_own(otto, {of_persons.name: "sv"}, by=aino)
    many = [(workshop, {text.name: "A"}), (bakery, {text.name: "B"}), (bakery, {text.name: "C"})]

    give_own_many(many, provider=college, by=None, batch="import:1")

    assert {one.text for one in OwnValue.objects.filter(field=text)} == {"A", "C"}
    assert own_of(otto) == {of_persons.name: "sv"}
    assert set(Change.objects.exclude(batch="").values_list("batch", "by")) == {("import:1", None)}


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("text", "x" * 201),
        ("text", "".join(("syntynyt 010190", "-", "900X"))),
        ("long", "x" * 5001),
        ("number", Decimal("100000000000")),
        ("number", Decimal("0.00001")),
        ("number", Decimal("NaN")),
        ("address", "ei osoite"),
        ("choice", 0),
        ("several", Picks([0])),
        ("several", 5),
    ],
)
def test_what_a_field_cannot_hold_is_refused_and_leaves_no_trace(
    field, workshop, aino, kind, value
):
    row = field("Tieto", kind, choices=["yksi"])
    before = Change.objects.count()

    with pytest.raises(NotGiven) as refusal:
        give_own(workshop, {row.name: value}, by=aino)

    assert str(refusal.value).startswith("Tieto: ")
    assert refusal.value.field == row
    assert not OwnValue.objects.exists()
    assert Change.objects.count() == before


def test_the_database_holds_a_field_once_a_thing(field, workshop):
    row = field("Diaarinumero")
    value_rows(row, workshop, "A")[0].save()

    with pytest.raises(IntegrityError), transaction.atomic():
        value_rows(row, workshop, "B")[0].save()
    with pytest.raises(IntegrityError), transaction.atomic():
        OwnValue.objects.create(provider=row.provider, field=row, partnership=workshop)
    assert str(OwnValue.objects.get()) == f"{row.pk}: A"


# The fields themselves


def test_a_field_is_made_with_its_choices_and_a_key_that_stays(college, antti):
    words = [Words("metalli", "metall", "metal"), Words("puu", "", "")]
    fields = {"label_fi": "Oppilaitoksen avainalue", "label_sv": "Nyckelområde", "kind": "choice"}
    row = actions.add_own_field(
        college, thing=Thing.PARTNER, by=antti, fields=fields, choices=words
    )
    actions.edit_own_field(row, by=antti, fields={"label_fi": "Avainalueemme"})
    twin = actions.add_own_field(
        college,
        thing=Thing.PARTNER,
        by=antti,
        fields={"label_fi": "Oppilaitoksen avainalue", "kind": "text"},
    )

    row.refresh_from_db()
    assert (row.key, twin.key) == ("oppilaitoksen_avainalue", "oppilaitoksen_avainalue_2")
    assert row.words == Words("Avainalueemme", "Nyckelområde", "Avainalueemme")
    assert [str(one) for one in row.choices.order_by("place")] == ["metalli", "puu"]
    subject = f"directory.ownfield:{row.pk}"
    assert {one.field for one in Change.objects.of(subject)} == {"made", "choice", "label_fi"}


def test_a_field_of_choices_needs_one(college, antti):
    with pytest.raises(actions.NotKept):
        actions.add_own_field(
            college,
            thing=Thing.PARTNER,
            by=antti,
            fields={"label_fi": "Ala", "kind": "choice"},
        )
    assert not OwnField.objects.exists()


def test_the_kind_changes_only_while_nothing_stands_in_the_field(field, workshop, antti):
    row = field("Paikkoja")
    with pytest.raises(actions.NotKept):
        actions.edit_own_field(row, by=antti, fields={"kind": "choice"})
    changed = actions.edit_own_field(row, by=antti, fields={"kind": "number"})
    give_own(workshop, {row.name: 3}, by=antti)

    with pytest.raises(actions.NotKept):
        actions.edit_own_field(changed, by=antti, fields={"kind": "text"})

    assert own_of(workshop) == {row.name: Decimal(3)}


def test_fields_and_choices_move_by_one_place(field, area, college, antti):
    second = field("Toinen")
    third = field("Kolmas")

    actions.move_own_field(third, by=antti, up=True)
    actions.move_own_field(area, by=antti, up=True)
    actions.move_own_field(area, by=antti, up=False)
    actions.move_choice(area.choices.get(label_fi="hoiva"), by=antti, up=True)
    actions.move_choice(area.choices.get(label_fi="hoiva"), by=antti, up=True)

    assert own_fields(college.pk, Thing.PARTNER) == [third, area, second]
    assert list(area.shape.choices) == [choice(area, "hoiva"), choice(area, "metalli")]


def test_what_was_put_away_comes_back_with_what_stands_in_it(field, workshop, college, antti):
    row = field("Diaarinumero")
    give_own(workshop, {row.name: "A/1"}, by=antti)

    actions.put_away(row, by=antti, on=TODAY)
    assert own_fields(college.pk, Thing.PARTNER) == []
    assert facts(workshop) == []
    actions.take_out(row, by=antti)

    assert own_of(workshop) == {row.name: "A/1"}


def test_a_second_field_of_the_same_name_keeps_the_first_away(field, antti):
    row = field("Diaarinumero")
    actions.put_away(row, by=antti, on=TODAY)
    field("Diaarinumero")

    with pytest.raises(ValidationError):
        actions.take_out(row, by=antti)


def test_a_choice_in_use_stays_and_so_does_the_last(area, field, workshop, antti):
    many = field("Kielet", "several", choices=["suomi", "ruotsi"])
    metal, care = (area.choices.get(label_fi=label) for label in ("metalli", "hoiva"))
    finnish = many.choices.get(label_fi="suomi")
    give_own(workshop, {area.name: metal.pk, many.name: Picks([finnish.pk])}, by=antti)

    for used in (metal, finnish):
        with pytest.raises(actions.NotKept):
            actions.remove_choice(used, by=antti)
    actions.remove_choice(care, by=antti)
    give_own(workshop, {area.name: None}, by=antti)
    with pytest.raises(actions.NotKept):
        actions.remove_choice(metal, by=antti)

    assert [one.label for one in area.choices.all()] == ["metalli"]


def test_a_choice_is_renamed_everywhere_and_has_no_semicolon(area, workshop, antti):
    metal = area.choices.get(label_fi="metalli")
    give_own(workshop, {area.name: metal.pk}, by=antti)

    actions.edit_choice(metal, by=antti, label=Words("metalliala", "", ""))
    with pytest.raises(ValidationError):
        actions.add_choice(area, by=antti, label=Words("puu; paperi", "", ""))

    assert facts(workshop)[0].value == "metalliala"


# Partners and persons


def test_a_partner_is_made_and_changed_with_them(field, college, aino):
    row = field("Diaarinumero")
    new = NewPartner(name="Pata Oy", kind="company", own={row.name: "A/1"})
    partner = add_partner(new, provider=college, by=aino, on=TODAY)

    edit_partner(partner, by=aino, fields={}, own={row.name: "A/2"})

    assert (row.name, "A/1", "A/2") in changes_of(partner)


FILLED = {"name": "Pata Oy", "kind": "company", "phase": "contacted", "since": "1.1.2026"}


def test_the_form_of_a_partner_asks_for_them(browse, field, area, aino):
    text = field("Diaarinumero", is_required=True)
    yes = field("Sopimus", "truth")
    many = field("Kielet", "several", choices=["suomi", "ruotsi"])
    page = browse(aino, "en")
    picks = [choice(many, "suomi"), choice(many, "ruotsi")]
    given = {
        **FILLED,
        text.name: " A/1 ",
        yes.name: "False",
        area.name: choice(area, "hoiva"),
        many.name: picks,
    }

    empty = page.post(reverse("directory:partner_new"), {**FILLED, area.name: given[area.name]})
    page.post(reverse("directory:partner_new"), given)

    partner = Partnership.objects.get(name="Pata Oy")
    assert empty.status_code == 422
    assert f'value="{given[area.name]}" selected' in empty.content.decode()
    assert own_of(partner) == {
        area.name: given[area.name],
        text.name: "A/1",
        yes.name: False,
        many.name: Picks(picks),
    }
    shown = page.get(reverse("directory:partner_edit", args=[partner.pk])).content
    form = BeautifulSoup(shown, "html.parser").select_one("main form.form")
    assert form.select("[value='A/1']") and len(form.select("[checked]")) == 2


def test_what_looks_like_a_personal_id_is_said_on_the_form(browse, field, workshop, aino):
    text = field("Diaarinumero")
    written = "".join(("010190", "-", "900X"))
    answer = browse(aino, "en").post(
        reverse("directory:partner_edit", args=[workshop.pk]), {**FILLED, text.name: written}
    )

    assert answer.status_code == 422
    assert "This looks like a henkilötunnus" in answer.content.decode()
    assert written in answer.content.decode()
    assert not OwnValue.objects.exists()


def test_persons_of_partners_have_fields_of_their_own(browse, field, otto, workshop, aino, mika):
    text = field("Perehdytys", "truth", thing=Thing.PERSON)
    page = browse(aino, "en")
    role = {"role": "contact", "language": "fi", "legal_basis": "public_task"}
    page.save(
        reverse("directory:person_edit", args=[otto.pk]),
        {"family_name": "Ohjaaja", **role, text.name: "True"},
    )
    page.post(
        reverse("directory:contact_new", args=[workshop.pk]),
        {"given_name": "Kaisa", "family_name": "Uusi", **role, text.name: "False"},
    )

    assert own_of(otto) == {text.name: True}
    assert own_of(Person.objects.get(family_name="Uusi")) == {text.name: False}
    shown = page.get(reverse("desk:person", args=[otto.pk])).content.decode()
    assert "<dt>Perehdytys</dt><dd>yes</dd>" in shown
    assert (
        text.name
        not in browse(mika).get(reverse("directory:person_edit", args=[mika.pk])).content.decode()
    )


def test_the_page_of_a_partner_shows_what_is_filled(browse, field, workshop, aino):
    text, address = field("Diaarinumero"), field("Kartta", "address")
    field("Tyhjä")
    give_own(workshop, {text.name: "A/1", address.name: "kartta.example"}, by=aino)

    shown = browse(aino).get(workshop.get_absolute_url()).content.decode()

    assert "<dt>Diaarinumero</dt><dd>A/1</dd>" in shown
    assert '<a href="https://kartta.example"' in shown
    assert "Tyhjä" not in shown


def test_another_school_has_other_fields(browse, field, sten):
    text = field("Diaarinumero")
    PartnershipFactory(provider=sten.provider)

    page = browse(sten)

    assert text.name not in page.get(reverse("directory:partner_new")).content.decode()
    assert "Diaarinumero" not in page.get(reverse("directory:partners")).content.decode()
