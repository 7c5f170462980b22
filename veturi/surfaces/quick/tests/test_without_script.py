"""Without a script the partner's name is typed, and what was written stays."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from conftest import NOW
from veturi.cooperation.encounters import actions as encounters
from veturi.cooperation.encounters.models import Encounter
from veturi.directory.tests.factories import rename

pytestmark = pytest.mark.django_db

FORM = {"kind": "encounters.met", "on": "1.1.2026", "sight": "internal", "line": "Puhuttiin"}


def enter(page, **fields):
    return page.post(reverse("quick:entry"), {**FORM, **fields})


def read(answer):
    return BeautifulSoup(answer.content, "html.parser")


def test_small_letters_find_what_is_written_large(workshop, aino, browse):
    rename(workshop, "WÄRTSILÄN PAJA")

    assert enter(browse(aino), partner_text="wärtsilän paja").status_code == 302


def test_of_several_one_is_chosen_and_the_line_stays(workshop, bakery, aino, browse):
    for partner in (workshop, bakery):
        rename(partner, f"Sama {partner.name}")

    answer = enter(browse(aino), partner_text="sama")

    assert answer.status_code == 422
    offered = [one["value"] for one in read(answer).select("input[type=radio][name=partner]")]
    assert offered == [str(workshop.pk), str(bakery.pk)]
    assert read(answer).select_one("textarea[name=line]").text.strip() == "Puhuttiin"
    assert enter(browse(aino), partner=offered[1]).status_code == 302


def test_nobody_by_that_name_is_said(workshop, aino, browse):
    answer = enter(browse(aino), partner_text="Olematon")

    assert answer.status_code == 422
    assert "Tällä nimellä ei ole kumppania." in answer.content.decode()
    assert not Encounter.objects.exists()


def test_whoever_comes_to_keep_a_promise_finds_its_kind_chosen(workshop, aino, browse):
    promise = encounters.agree_next(
        workshop,
        text="Tavataan",
        due=NOW.date(),
        owner=aino,
        by=aino,
        at=NOW,
        kind="encounters.meeting_planned",
    )

    page = browse(aino).get(reverse("quick:entry"), {"partner": workshop.pk, "keeps": promise.pk})

    assert read(page).select_one("[name=kind][checked]")["value"] == "encounters.met"


def test_the_write_box_offers_what_it_may_keep(workshop, aino, browse):
    promise = encounters.agree_next(
        workshop, text="Soita uudelleen", due=NOW.date(), owner=aino, by=aino, at=NOW
    )

    page = read(browse(aino).get(workshop.get_absolute_url()))

    assert [one["value"] for one in page.select(".composer [name=keeps] option")] == [
        "",
        str(promise.pk),
    ]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"on": "1.1.1900"}, "Tarkista vuosi"),
        ({"next_text": "Soita", "next_due": "1.1.2020"}, "Päivä on jo mennyt"),
    ],
)
def test_days_that_cannot_be_meant_are_refused(workshop, aino, browse, wrong, sentence):
    answer = enter(browse(aino), partner=workshop.pk, **wrong)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()


@pytest.mark.parametrize("odd", ["²", "9" * 30, "x", "-1"])
def test_an_odd_key_is_no_partner(aino, browse, odd):
    assert browse(aino).get(reverse("quick:entry"), {"partner": odd}).status_code == 200
