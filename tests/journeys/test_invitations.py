"""Whoever is let in holds a letter with a link, and may join an identity instead of a password."""

import re

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.test import Client
from django.urls import reverse

from conftest import TODAY
from tests.signing import come_back, is_signed_in, links_of, text
from veturi.directory.actions.people import add_staff
from veturi.directory.models import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def guest(college, antti):
    """Kaisa has been let in and holds the letter with the link."""
    fields = {"given_name": "Kaisa", "family_name": "Kivi", "email": "kaisa@opisto.invalid"}
    person = add_staff(college, by=antti, on=TODAY, fields=fields, role=Role.TEACHER)
    person.refresh_from_db()
    return person


def follow_letter(page, email):
    page.post(reverse("account_reset_password"), {"email": email})
    link = re.search(r"https?://[^/\s]+(/\S+)", mail.outbox[-1].body)[1]
    form = page.get(link).url
    return form, text(page.get(form))


def accept(page, shown):
    uidb36 = re.search(r'name="uidb36" value="(\w+)"', shown)[1]
    return page.post(reverse("identity_invited", args=["oidc"]), {"uidb36": uidb36})


def test_an_invitation_joins_an_identity_instead_of_a_password(school, guest):
    school.who = {"sub": "kaisa-9", "email": "aivan@muu.invalid"}
    page = Client()
    _form, shown = follow_letter(page, guest.user.email)

    answer = come_back(page, links_of(accept(page, shown))[0])

    assert answer.url == "/" and page.session["_auth_user_id"] == str(guest.user.pk)
    assert SocialAccount.objects.get().user == guest.user
    assert mail.outbox[-1].to == [guest.user.email]


def test_an_invitation_is_used_once(school, guest):
    school.who = {"sub": "kaisa-9"}
    page, thief = Client(), Client()
    _form, shown = follow_letter(page, guest.user.email)
    for one in (page, thief):
        one.get(re.search(r"https?://[^/\s]+(/\S+)", mail.outbox[-1].body)[1])
    waiting = links_of(accept(thief, shown))[0]
    come_back(page, links_of(accept(page, shown))[0])
    SocialAccount.objects.update(uid="something else")

    answer = come_back(thief, waiting)

    assert answer.status_code == 403 and not is_signed_in(thief)
    assert reverse("account_reset_password") in text(accept(thief, shown))


def test_an_invitation_does_not_take_the_identity_of_somebody_else(joined, guest):
    page = Client()
    _form, shown = follow_letter(page, guest.user.email)

    answer = come_back(page, links_of(accept(page, shown))[0])

    assert answer.status_code == 403 and not is_signed_in(page)
    assert SocialAccount.objects.get().user == joined.user


def test_the_link_for_a_forgotten_password_joins_nothing(school, aino):
    """Whoever reads Aino's mail may set a password, and she is told; a quiet second key is none."""
    page = Client()
    form, shown = follow_letter(page, aino.user.email)
    uidb36 = re.search(r"key/(\w+)-", form)[1]

    answer = page.post(reverse("identity_invited", args=["oidc"]), {"uidb36": uidb36})

    assert "uidb36" not in shown and not SocialAccount.objects.exists()
    assert school.asked == [] and answer.status_code == 200


def test_no_link_no_joining(school, guest):
    page = Client()

    page.post(reverse("identity_invited", args=["oidc"]), {"uidb36": "1"})

    assert school.asked == []
