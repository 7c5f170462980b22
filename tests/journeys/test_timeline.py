"""The line of what happened: the whole of it, narrowed, pinned, and a person's own."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from conftest import NOW, TODAY
from veturi.cooperation.encounters import actions as encounters
from veturi.directory.actions import partners

pytestmark = pytest.mark.django_db


def log(workshop, aino, line, *, on=TODAY, kind="encounters.met", **more):
    what = encounters.Logged(kind=kind, on=on, partners=[workshop], line=line, **more)
    return encounters.log(what, by=aino, at=NOW)


def lines(page, address, **query):
    answer = page.get(address, query)
    found = BeautifulSoup(answer.content, "html.parser")
    return [one.text for one in found.select(".tl p.small:not(.muted)")], found


def test_older_entries_are_a_step_away_until_the_first(workshop, aino, browse):
    for number in range(95):
        log(workshop, aino, f"Käynti {number:02}", on=date(2026, 1, 1) + timedelta(days=number))
    page, address, seen = browse(aino), workshop.get_absolute_url(), []

    while address:
        shown, found = lines(page, address)
        seen += shown
        older = found.select_one("a[rel=next]")
        address = older and older["href"]

    assert seen == [f"Käynti {number:02}" for number in reversed(range(95))]


def test_what_is_pinned_stands_above_however_old_it_is(workshop, aino, browse):
    old = log(workshop, aino, "Vanha mutta tärkeä", on=date(2024, 1, 8))
    encounters.pin(old, on=TODAY)
    for number in range(45):
        log(workshop, aino, f"Käynti {number}")

    shown, _found = lines(browse(aino), workshop.get_absolute_url())

    assert shown[0] == "Vanha mutta tärkeä"


def test_the_line_is_narrowed_by_kind_and_person(workshop, otto, aino, browse):
    log(workshop, aino, "Soitin", kind="encounters.called")
    log(workshop, aino, "Tapasin Oton", present=[otto])
    page, address = browse(aino), workshop.get_absolute_url()

    assert lines(page, address, kind="encounters.called")[0] == ["Soitin"]
    assert lines(page, address, person=otto.pk)[0] == ["Tapasin Oton"]
    assert lines(page, address, layer="strategic")[0] == []
    assert len(lines(page, address, kind="nonsense", person="x", behind="x")[0]) == 2


def test_a_persons_page_tells_what_was_done_with_them(workshop, bakery, otto, aino, browse):
    log(workshop, aino, "Tapasin Oton", present=[otto])
    log(workshop, aino, "Soitin muille", kind="encounters.called")

    shown, found = lines(browse(aino), otto.get_absolute_url())

    assert shown == ["Tapasin Oton"]
    assert workshop.name in found.select_one(".tl").text


def test_amounts_of_other_parties_are_not_shown(workshop, bakery, aino, browse):
    what = encounters.Logged(kind="encounters.met", on=TODAY, partners=[workshop, bakery])
    encounters.log(what, by=aino, at=NOW)

    _shown, found = lines(browse(aino), workshop.get_absolute_url())

    assert "asiantuntijatunnit 1." in found.select_one(".tl").text
    assert found.select_one(".tl").text.count("asiantuntijatunnit") == 2


def test_history_is_told_in_words(workshop, aino, mika, browse):
    fields = {"phase": "contacted", "owner": mika, "since": date(2026, 1, 5)}
    partners.edit_partner(workshop, by=aino, fields=fields, tags=["metalli"])
    address = reverse("directory:partner_history", args=[workshop.pk])

    found = BeautifulSoup(browse(aino).get(address).content, "html.parser")
    told = {tuple(cell.text for cell in row.select("td"))[1::2] for row in found.select("tbody tr")}

    assert told == {
        ("Vaihe", "otettu yhteyttä"),
        ("Vastuuhenkilö", "Mika Koivu"),
        ("Kumppanina alkaen", "5.1.2026"),
        ("Avainsanat", "metalli"),
    }
    assert {row.select("td")[0].text for row in found.select("tbody tr")} == {"Aino Salmela"}
