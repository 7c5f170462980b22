"""Letting people of ours in: a person, an account, a letter, a role on its days."""

import re
from datetime import date, timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from conftest import TODAY
from veturi.directory.actions import people
from veturi.directory.models import Person, Role
from veturi.directory.tests.factories import GrantFactory
from veturi.foundation.history.models import Change

pytestmark = pytest.mark.django_db


def changes(person):
    rows = Change.objects.of(person.key).order_by("pk")
    return list(rows.values_list("field", "old", "new"))


def given(**more):
    start = {
        "given_name": "Uuno",
        "family_name": "Uusi",
        "email": "Uuno@Opisto.invalid",
        "role": "teacher",
    }
    return {**start, **more}


def let_in(page, **more):
    return page.post(reverse("directory:staff_new"), given(**more))


def test_a_new_colleague_gets_an_account_a_role_and_a_letter(browse, antti, college):
    answer = let_in(browse(antti))

    uuno = Person.objects.get(family_name="Uusi")
    assert answer.headers["Location"] == reverse("directory:staff")
    assert (uuno.provider, uuno.is_ours, uuno.user.email) == (college, True, "uuno@opisto.invalid")
    assert uuno.roles_on(timezone.localdate()) == {Role.TEACHER}
    assert changes(uuno)[0] == ("made", "", "Uuno Uusi")
    assert changes(uuno)[-1] == ("role", "", "teacher")
    assert [letter.to for letter in mail.outbox] == [["uuno@opisto.invalid"]]


def test_the_link_of_the_letter_sets_the_password_and_opens_the_door(browse, antti):
    let_in(browse(antti))
    [link] = re.findall(r"/account/password/reset/key/\S+", mail.outbox[0].body)
    page, secret = browse(language="en"), "kaalikääryle-27"

    address = page.get(link).headers["Location"]
    page.post(address, {"password1": secret, "password2": secret})
    page.post(reverse("account_login"), {"login": "uuno@opisto.invalid", "password": secret})

    assert page.get("/").status_code == 200
    assert "This link has been used" in page.get(link, follow=True).content.decode()


def test_without_an_address_nobody_is_let_in(browse, antti):
    answer = let_in(browse(antti), email="")

    assert answer.status_code == 422 and "Uuno" in answer.content.decode()
    assert not Person.objects.filter(family_name="Uusi").exists() and mail.outbox == []


@pytest.mark.parametrize("who", ["aino", "mika", "rauha", "rea"])
def test_only_an_administrator_lets_people_in(who, browse, request):
    page = browse(request.getfixturevalue(who))

    assert let_in(page).status_code == 403
    assert not Person.objects.filter(family_name="Uusi").exists()


def test_a_further_role_holds_on_its_days_only(browse, antti, mika):
    days = {"since": "2.11.2026", "until": "4.11.2026"}
    browse(antti).post(reverse("directory:grant", args=[mika.pk]), {"role": "coordinator", **days})

    mika = Person.objects.get(pk=mika.pk)
    assert mika.roles_on(date(2026, 11, 1)) == {Role.TEACHER}
    assert mika.roles_on(date(2026, 11, 2)) == {Role.TEACHER, Role.COORDINATOR}
    assert mika.roles_on(date(2026, 11, 4)) == {Role.TEACHER, Role.COORDINATOR}
    assert mika.roles_on(date(2026, 11, 5)) == {Role.TEACHER}
    assert changes(mika) == [("role", "", "coordinator")]


def test_somebody_remains_administrator(browse, antti):
    answer = browse(antti, "en").post(
        reverse("directory:grant_end", args=[antti.grants.get().pk]), follow=True
    )

    assert "Somebody must remain administrator. Name another one first." in (
        answer.content.decode()
    )
    assert antti.grants.get().until is None and changes(antti) == []


def test_an_administrator_whose_days_are_over_does_not_count(antti, aino):
    GrantFactory(
        person=aino, role="administrator", since=date(2026, 1, 1), until=TODAY - timedelta(days=1)
    )

    with pytest.raises(people.LastAdministrator):
        people.end_grant(antti.grants.get(), by=antti, on=TODAY)

    assert antti.grants.get().until is None
