"""Each cell by its field: taken, asked about or refused with a sentence."""

from datetime import date

import pytest

from conftest import TODAY
from veturi.foundation.business_id import made_up_business_id
from veturi.surfaces.imports.rules.cells import read_row
from veturi.surfaces.imports.rules.findings import Severity
from veturi.surfaces.imports.rules.values import ADDRESS, EMAIL, NAME, TAG, WEBSITE


def read(**texts):
    return read_row({"name": "Kattila Oy", **texts}, networks=False, today=TODAY)


def only(findings):
    [finding] = findings
    return finding


def test_a_plain_row_has_no_findings():
    values, findings = read(
        business_id=made_up_business_id(7),
        municipality="Jyväskylä",
        layer="arjen",
        last_contact="12.3.24",
        website="kattila.invalid.fi",
        contact_name="Otto Ohjaaja",
        contact_email="otto@kattila.invalid",
        contact_phone="040 123 4567",
        address="Puistotie 1",
        postal_code="40100",
    )

    assert findings == []
    assert (values.kind, values.municipality, values.contact_on) == (
        "company",
        "179",
        date(2024, 3, 12),
    )
    assert (str(values.persons[0]), len(values.persons)) == ("Otto Ohjaaja", 1)
    assert values.persons[0].phone == "+358 40 1234567"
    assert values.website == "https://kattila.invalid.fi"


@pytest.mark.parametrize("written", ["FI{}", "{} ", " {}"])
def test_a_business_id_is_read_in_every_spelling(written):
    plain = made_up_business_id(9)
    values, findings = read(business_id=written.format(plain))

    assert (values.business_id, findings) == (plain, [])


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("business_id", "1234567-8"),
        ("municipality", "Olematon"),
        ("layer", "syvä"),
        ("last_contact", "31.4.2024"),
        ("last_contact", "29.2.2023"),
        ("last_contact", "joskus"),
        ("last_contact", "12.3.2027"),
        ("reach", "laaja"),
        ("website", "ei ole sivuja"),
        ("email", "kattila"),
        ("phone", "puhelin"),
        ("contact_email", "kattila"),
        ("contact_phone", "x"),
        ("postal_code", "401000"),
        ("postal_code", "FI-4x"),
        ("website", "https://kattila.example/" + "a" * 200),
        ("unit", "m" * 121),
        ("address", "Katu " * 60),
        ("oid", "9" * 200),
        ("tags", "x" * 41),
        ("phase", "kesken"),
        ("since", "joskus"),
        ("municipality", "#N/A"),
        ("notes", "="),
        ("layer", "entinen strateginen"),
        ("layer", "ei strateginen"),
        ("layer", "kehittävä (ehkä strateginen)"),
        ("name", "ß" * 150),
        ("name", ""),
        ("name", "x" * 201),
        ("name", "–"),
    ],
)
def test_what_cannot_be_used_is_refused_with_a_sentence(field, text):
    _values, findings = read(**{field: text})

    finding = only(findings)
    assert (finding.field, finding.severity) == (field, Severity.ERROR)
    assert str(finding.sentence)


def test_the_sentence_says_which_day_and_why():
    _values, findings = read(last_contact="31.4.2024")

    assert "31.4.2024" in str(only(findings).sentence)


def test_a_missing_year_is_asked_about_with_a_proposal():
    values, findings = read(last_contact="vko 41")

    finding = only(findings)
    assert finding.severity == Severity.QUESTION
    assert finding.proposal == "5.10.2026–11.10.2026"
    assert values.contact_on is None
    assert read(last_contact=finding.proposal)[0].contact_on == date(2026, 10, 11)


def test_a_lost_format_is_asked_about_with_one_day():
    _values, findings = read(last_contact="45000")

    assert only(findings).proposal == "15.3.2023"


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("2022", date(2022, 12, 31)),
        ("2026", TODAY),
        ("3.9.2025", date(2025, 9, 3)),
        ("2025-05-06", date(2025, 5, 6)),
        ("2021-2023", date(2023, 12, 31)),
        ("16.12.2021-31.12.2023", date(2023, 12, 31)),
        ("1.5.2017-31.5.2020", date(2020, 5, 31)),
    ],
)
def test_a_contact_is_on_the_last_day_of_what_is_said(text, on):
    values, findings = read(last_contact=text)

    assert (values.contact_on, values.contact_said, findings) == (on, text, [])


@pytest.mark.parametrize("text", ["jatkuva", "alk. 2020"])
def test_what_goes_on_is_no_day(text):
    values, findings = read(last_contact=text)

    assert (values.contact_on, values.ongoing) == (None, text)
    assert only(findings).severity == Severity.INFO


def test_no_date_at_all_is_nothing():
    values, findings = read(last_contact="-")

    assert (values.contact_on, findings) == (None, [])


@pytest.mark.parametrize(
    ("text", "code"),
    [("JKL", "179"), ("Suolahti", "992"), ("Korpilahti (Jyväskylä)", "179")],
)
def test_an_odd_place_is_taken_and_told(text, code):
    values, findings = read(municipality=text)

    assert values.municipality == code
    assert only(findings).severity == Severity.INFO


def test_a_place_not_known_is_told():
    values, findings = read(municipality="Ei tiedossa (kunta)")

    assert values.municipality == ""
    assert only(findings).severity == Severity.INFO


def test_two_layers_in_one_cell_are_both_taken_and_told():
    values, findings = read(layer="kehittävä; arjen")

    assert values.layers == ["developing", "everyday"]
    assert only(findings).severity == Severity.INFO


def test_a_strange_type_is_asked_about():
    values, findings = read(name="Satulan kunta", kind="iso paikka")

    assert only(findings).severity == Severity.QUESTION
    assert values.kind == "municipality"


def test_a_site_in_the_register_is_told():
    values, findings = read(kind="organisaatiotyyppi_03")

    assert (values.kind, only(findings).severity) == ("school", Severity.INFO)


def test_every_row_of_networks_is_one():
    values, findings = read_row(
        {"name": "Taru ry", "kind": "yritys", "reach": "kv"}, networks=True, today=TODAY
    )

    assert (values.kind, values.reach, findings) == ("network", "international", [])


@pytest.mark.parametrize("text", ["-", "–", "ei ole", "puuttuu", "saknas", "none"])
def test_no_business_id_is_none(text):
    values, findings = read(business_id=text)

    assert (values.business_id, findings) == ("", [])


def test_three_layers_are_several():
    values, findings = read(layer="arjen, kehittävä, strateginen")

    assert len(values.layers) == 3
    assert str(only(findings).sentence) != str(only(read(layer="arjen, kehittävä")[1]).sentence)


@pytest.mark.parametrize("text", ["hanke, verkosto", "TET ja harjoittelut", "UNESCO-koulut; hanke"])
def test_two_forms_in_one_cell_are_told(text):
    values, findings = read(form=text)

    assert values.form == text
    assert (only(findings).field, only(findings).severity) == ("form", Severity.INFO)


@pytest.mark.parametrize("text", ["hanke Polut (koordinaattori, 2021)", "johtoryhmä"])
def test_one_form_is_one(text):
    assert read(form=text)[1] == []


def test_two_organisations_in_one_cell_are_asked_until_somebody_answers():
    text = "Eka Oy / Toka Oy"
    _values, findings = read(name=text)
    assert (only(findings).severity, only(findings).proposal) == (Severity.QUESTION, text)

    answered = read_row({"name": text}, networks=False, today=TODAY, answered={"name"})
    assert answered[1] == []


@pytest.mark.parametrize("text", ["12.12.1850", "28.2.1900"])
def test_a_day_far_away_is_asked_until_somebody_answers(text):
    texts = {"name": "Kattila", "last_contact": text}
    _values, findings = read_row(texts, networks=False, today=TODAY)
    assert only(findings).proposal == text

    values, findings = read_row(texts, networks=False, today=TODAY, answered={"last_contact"})
    assert findings == []
    assert values.contact_on is not None


def test_a_postal_code_without_an_address_is_told():
    values, findings = read(postal_code="40100")

    assert values.postal_code == "40100"
    assert (only(findings).field, only(findings).severity) == ("postal_code", Severity.INFO)


@pytest.mark.parametrize("text", ["päättynyt", "upphört", "Ended"])
def test_a_phase_is_read_in_every_language(text):
    values, findings = read(phase=text)

    assert (values.phase, findings) == ("ended", [])


def test_what_is_ours_to_say_is_read():
    values, findings = read(since="1.9.2020", tags="messut, TET", deputy="Mika Malli")

    assert (values.since, values.tags, values.deputy, findings) == (
        date(2020, 9, 1),
        ["messut", "TET"],
        "Mika Malli",
        [],
    )


def test_since_when_is_a_day_or_a_question():
    values, findings = read(since="2020")

    assert values.since is None
    assert (only(findings).severity, only(findings).proposal) == (Severity.QUESTION, "1.1.2020")


def test_lengths_are_those_of_the_columns():
    assert (NAME, WEBSITE, ADDRESS, EMAIL, TAG) == (200, 200, 200, 254, 40)
