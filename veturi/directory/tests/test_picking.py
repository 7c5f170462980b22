"""Choosing one of very many, with a script and without; look-alikes among persons."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from veturi.directory.actions import people
from veturi.directory.models import Position, Succession
from veturi.directory.tests.factories import PartnershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def succeed(workshop, aino, browse):
    def post(**fields):
        address = reverse("directory:succession", args=[workshop.pk])
        return browse(aino).post(address, {"kind": "merger", "on": "1.1.2026", **fields})

    return post


def test_the_chosen_key_is_taken(succeed, bakery):
    assert succeed(successor=bakery.pk, successor_text=bakery.name).status_code == 302
    assert Succession.objects.get().successor == bakery.organisation


def test_without_a_script_the_name_is_enough(succeed, bakery):
    assert succeed(successor_text="lempoisten leipomo").status_code == 302
    assert Succession.objects.get().successor == bakery.organisation


@pytest.mark.parametrize("wrong", [{}, {"successor_text": "Olematon"}, {"successor": "9" * 30}])
def test_what_names_nobody_is_refused_and_stays(succeed, bakery, wrong):
    answer = succeed(**wrong)

    assert answer.status_code == 422
    field = BeautifulSoup(answer.content, "html.parser").select_one("[name=successor_text]")
    assert field.get("value", "") == wrong.get("successor_text", "")


def test_another_schools_partner_is_no_choice(succeed, sten):
    theirs = PartnershipFactory(provider=sten.provider)

    assert succeed(successor=theirs.pk).status_code == 422


def test_persons_are_suggested_with_where_they_are(otto, workshop, aino, browse):
    answer = browse(aino).get(reverse("directory:people_suggestions"), {"q": "ohjaaja"})

    [option] = BeautifulSoup(answer.content, "html.parser").select("[role=option]")
    assert (option["data-value"], workshop.name in option.text) == (str(otto.pk), True)


CONTACT = {"role": "hr", "language": "fi", "legal_basis": "public_task"}


@pytest.mark.parametrize(
    "new",
    [
        {"given_name": "Otto", "family_name": "OHJAAJA"},
        {"given_name": "O.", "family_name": "Muu", "email": "Otto@paja.example"},
    ],
)
def test_a_person_who_may_be_there_is_shown_before_a_second_is_made(
    otto, bakery, aino, browse, new
):
    people.edit_person(otto, by=aino, fields={"email": "otto@paja.example"})
    address = reverse("directory:contact_new", args=[bakery.pk])

    asked = browse(aino).post(address, {**CONTACT, **new})
    sure = browse(aino).post(address, {**CONTACT, **new, "made_sure": "1"})

    assert (asked.status_code, sure.status_code) == (422, 302)
    assert otto.get_absolute_url() in asked.content.decode()
    assert bakery.positions.count() == 1


def test_a_role_at_a_partner_is_mended(otto, aino, browse):
    position = otto.positions.get()
    address = reverse("directory:position_edit", args=[position.pk])

    fields = {"role": "hr", "title": "päällikkö", "since": "1.2.2025", "is_main": "on"}
    answer = browse(aino).save(address, fields)

    assert answer.status_code == 302
    kept = Position.objects.get(pk=position.pk)
    assert (kept.role, kept.title, kept.since.isoformat(), kept.is_main) == (
        "hr",
        "päällikkö",
        "2025-02-01",
        True,
    )
    impossible = {**fields, "until": "1.1.2020"}
    assert browse(aino).post(address, impossible).status_code == 422
