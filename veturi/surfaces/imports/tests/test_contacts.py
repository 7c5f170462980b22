"""Persons in a cell, and which e-mail and phone is whose."""

import phonenumbers
import pytest

from conftest import TODAY
from veturi.surfaces.imports.rules.cells import read_row
from veturi.surfaces.imports.rules.contacts import Unclear, read_persons, read_phones
from veturi.surfaces.imports.rules.findings import Severity


def read(**texts):
    return read_row({"name": "Kattila Oy", **texts}, networks=False, today=TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "Matti Meikäläinen, Maija Virtanen",
        "Matti Meikäläinen / Maija Virtanen",
        "Matti Meikäläinen/Maija Virtanen",
        "Matti Meikäläinen ja Maija Virtanen",
        "Matti Meikäläinen och Maija Virtanen",
        "Matti Meikäläinen & Maija Virtanen",
        "Matti Meikäläinen; Maija Virtanen",
        "Matti Meikäläinen\nMaija Virtanen",
        "Meikäläinen, Matti / Virtanen, Maija",
    ],
)
def test_two_persons_in_a_cell_are_two(text):
    names = [(one.given_name, one.family_name) for one in read_persons(text)]

    assert names == [("Matti", "Meikäläinen"), ("Maija", "Virtanen")]


@pytest.mark.parametrize(
    ("text", "given", "family", "title"),
    [
        ("Virtanen, Matti", "Matti", "Virtanen", ""),
        ("Virtanen, Matti Juhani", "Matti Juhani", "Virtanen", ""),
        ("von Essen, Matti", "Matti", "von Essen", ""),
        ("Matti von Essen", "Matti", "von Essen", ""),
        ("Matti Meikäläinen (toimitusjohtaja)", "Matti", "Meikäläinen", "toimitusjohtaja"),
        ("Matti Meikäläinen (johtaja ja omistaja)", "Matti", "Meikäläinen", "johtaja ja omistaja"),
        ("Matti Meikäläinen, toimitusjohtaja", "Matti", "Meikäläinen", "toimitusjohtaja"),
        ("Meikäläinen, Toimitusjohtaja", "", "Meikäläinen", "Toimitusjohtaja"),
        ("Virtanen, Matti, rehtori", "Matti", "Virtanen", "rehtori"),
        ("Matti Meikäläinen – rehtori", "Matti", "Meikäläinen", "rehtori"),
        ("Ohjaaja, Otto", "Otto", "Ohjaaja", ""),
        ("Meikäläinen", "", "Meikäläinen", ""),
    ],
)
def test_a_name_may_be_turned_and_have_a_title(text, given, family, title):
    [person] = read_persons(text)

    assert (person.given_name, person.family_name, person.title) == (given, family, title)


@pytest.mark.parametrize(
    "text",
    [
        "Matti ja Maija Virtanen",
        "Garcia Lopez, Maria",
        "Matti Meikäläinen 040 123 4567",
        "Matti Meikäläinen (matti@kattila.invalid)",
        "Matti " * 40 + "Meikäläinen",
        "Matti Meikäläinen (" + "x" * 130 + ")",
    ],
)
def test_what_may_mean_several_things_is_asked(text):
    with pytest.raises(Unclear):
        read_persons(text)
    _values, [finding] = read(contact_name=text)
    assert (finding.field, finding.severity) == ("contact_name", Severity.QUESTION)


def told(findings):
    return {one.field: one.severity for one in findings}


def test_an_address_goes_to_whom_it_names_and_else_in_order():
    values, findings = read(
        contact_name="Matti Meikäläinen / Maija Virtanen",
        contact_email="maija.virtanen@kattila.invalid, matti@kattila.invalid",
        contact_phone="040 123 4567 / 050 765 4321",
    )

    assert [(one.email, one.phone) for one in values.persons] == [
        ("matti@kattila.invalid", "+358 40 1234567"),
        ("maija.virtanen@kattila.invalid", "+358 50 7654321"),
    ]
    assert set(told(findings).values()) == {Severity.INFO}


def test_lines_of_a_cell_are_addresses_of_persons():
    values, _findings = read(
        contact_name="Matti Meikäläinen\nMaija Virtanen",
        contact_email="m@kattila.invalid\nv@kattila.invalid",
    )

    assert [one.email for one in values.persons] == ["m@kattila.invalid", "v@kattila.invalid"]


def test_without_a_person_they_are_kept_and_told():
    values, findings = read(contact_email="vain@kattila.invalid", contact_phone="040 123 4567")

    assert (values.emails, values.phones) == (["vain@kattila.invalid"], ["+358 40 1234567"])
    assert told(findings) == {"contact_email": Severity.INFO, "contact_phone": Severity.INFO}


def test_more_than_persons_are_kept_and_told():
    values, findings = read(
        contact_name="Otto Ohjaaja", contact_email="otto@kattila.invalid, toimisto@kattila.invalid"
    )

    assert values.persons[0].email == "otto@kattila.invalid"
    assert values.emails == ["toimisto@kattila.invalid"]
    assert told(findings) == {"contact_email": Severity.INFO}


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("contact_email", "a" * 60 + "@" + ("b" * 60 + ".") * 4 + "fi"),
        ("contact_email", "m@kattila.invalid, rikki"),
        ("contact_phone", "040 123 4567 / soita"),
    ],
)
def test_one_that_cannot_be_kept_is_refused(field, text):
    _values, [finding] = read(contact_name="Otto Ohjaaja", **{field: text})

    assert (finding.field, finding.severity) == (field, Severity.ERROR)


@pytest.mark.parametrize(
    "text", ["Otto Ohjaaja, johtaja, rehtori", "Otto Ohjaaja / Virtanen", "Ohjaaja, Otto, Veera"]
)
def test_what_may_be_read_in_several_ways_is_asked_about(text):
    with pytest.raises(Unclear, match="voi tarkoittaa montaa asiaa"):
        read_persons(text)


def test_a_particle_begins_a_family_name_and_no_title():
    [person] = read_persons("von Aalto")

    assert (person.given_name, person.family_name) == ("", "von Aalto")
    with pytest.raises(Unclear):
        read_persons("Otto Ohjaaja, von Aalto")


@pytest.mark.parametrize(
    "written",
    ["040 123 4567", "040-1234567", "050 - 12 34 567", "09 310 1691", "014 266 0000", "0401234"]
    + ["0100 123", "0800 12345", "0201234567", "019 - 123 45", "03123456789", "0600 1 2345"],
)
def test_a_number_dialled_at_home_is_what_it_is_from_abroad(written):
    number = phonenumbers.parse(f"+358 {written[1:]}", "SE")
    from_abroad = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)

    assert read_phones(written) == [from_abroad]
