"""Ours: let in, given roles, put away; one administrator always remains."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from conftest import TODAY
from veturi.directory.actions import people
from veturi.directory.models import Grant, Person, Role
from veturi.directory.tests.factories import staff
from veturi.foundation.accounts.models import User

pytestmark = pytest.mark.django_db

NEW = {
    "given_name": "Uuno",
    "family_name": "Uusi",
    "email": "Uuno@opisto.invalid",
    "role": "teacher",
}


def test_a_new_one_of_us_gets_an_account_a_role_and_a_letter(antti, browse, mailoutbox):
    browse(antti).post(reverse("directory:staff_new"), NEW)

    person = Person.objects.get(family_name="Uusi")
    assert (person.user.email, person.is_ours) == ("uuno@opisto.invalid", True)
    assert [grant.role for grant in person.grants.all()] == ["teacher"]
    assert [letter.to for letter in mailoutbox] == [["uuno@opisto.invalid"]]


def test_an_address_that_is_in_use_is_refused_on_the_form(antti, aino, browse):
    answer = browse(antti).post(
        reverse("directory:staff_new"), {**NEW, "email": aino.user.email.upper()}
    )

    assert answer.status_code == 422
    assert not Person.objects.filter(family_name="Uusi").exists()


def test_somebody_of_another_school_keeps_the_same_account(antti, sten):
    fields = {"given_name": "Sten", "family_name": "Strand", "email": sten.user.email}

    person = people.add_staff(antti.provider, by=antti, on=TODAY, fields=fields, role=Role.READER)

    assert person.user == sten.user
    assert User.objects.filter(email=sten.user.email).count() == 1


def test_the_last_administrators_role_does_not_end(antti):
    with pytest.raises(people.LastAdministrator):
        people.end_grant(antti.grants.get(), by=antti, on=TODAY)

    assert antti.roles_on(TODAY) == {Role.ADMINISTRATOR}


def test_the_last_administrator_is_not_put_away(antti, browse):
    page = browse(antti)

    page.post(reverse("directory:person_archive", args=[antti.pk]))

    assert page.get("/").status_code == 200
    antti.refresh_from_db()
    assert antti.archived_on is None


def test_who_is_put_away_or_cannot_sign_in_is_no_second_administrator(antti, college):
    away = staff(college, "Aatu", "Arkisto", "administrator")
    locked = staff(college, "Ilmo", "Ilman", "administrator")
    people.archive_person(away, by=antti, on=TODAY)
    User.objects.filter(pk=locked.user.pk).update(is_active=False)

    with pytest.raises(people.LastAdministrator):
        people.end_grant(antti.grants.get(), by=antti, on=TODAY)


def test_with_another_administrator_a_role_ends_the_day_before(antti, college):
    staff(college, "Toinen", "Vuori", "administrator")

    people.end_grant(antti.grants.get(), by=antti, on=TODAY)

    assert antti.grants.get().until == TODAY - timedelta(days=1)


def test_a_role_begun_today_never_was(antti, aino):
    row = people.grant(aino, role=Role.READER, by=antti, since=TODAY)

    people.end_grant(row, by=antti, on=TODAY)

    assert not Grant.objects.filter(pk=row.pk).exists()


def test_a_role_that_would_end_before_it_begins_is_refused(antti, aino, browse):
    answer = browse(antti).post(
        reverse("directory:grant", args=[aino.pk]),
        {"role": "reader", "since": "1.1.2026", "until": "1.1.2025"},
    )

    assert answer.status_code == 422


@pytest.mark.parametrize(("who", "status"), [("mika", 403), ("aino", 403), ("antti", 302)])
def test_only_who_keeps_staff_edits_and_archives_ours(request, rea, browse, who, status):
    page = browse(request.getfixturevalue(who))

    edited = page.save(
        reverse("directory:person_edit", args=[rea.pk]),
        {
            "given_name": "Rea",
            "family_name": "Ranta",
            "language": "fi",
            "legal_basis": "public_task",
        },
    )
    archived = page.post(reverse("directory:person_archive", args=[rea.pk]))

    assert (edited.status_code, archived.status_code) == (status, status)


def test_everybody_edits_themselves(mika, browse):
    address = reverse("directory:person_edit", args=[mika.pk])
    fields = {"given_name": "Mikael", "family_name": "Koivu", "language": "sv"}

    browse(mika).save(address, {**fields, "legal_basis": "public_task"})

    mika.refresh_from_db()
    assert (mika.given_name, mika.language) == ("Mikael", "sv")


def test_the_same_role_twice_is_refused(workshop, otto, aino, browse):
    address = reverse("directory:position_new", args=[workshop.pk])
    for since in ("", "1.1.2026"):
        fields = {"person": otto.pk, "role": "hr", "since": since}
        first, second = (browse(aino).post(address, fields) for _ in range(2))

        assert (first.status_code, second.status_code) == (302, 422)


def test_a_role_at_a_partner_ends_with_its_trace(otto, aino, workshop):
    position = otto.positions.get()

    people.end_position(position, by=aino, on=date(2026, 11, 1))

    position.refresh_from_db()
    assert (position.until, position.is_main) == (date(2026, 11, 1), False)
