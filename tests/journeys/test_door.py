"""Whoever asks is told what happens at the door: who came in and how, who went, who was refused."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.signing import (
    code_of,
    come_back,
    go_to_provider,
    prove,
    set_up_app,
    sign_in,
    wrong_code,
)

pytestmark = pytest.mark.django_db
TOLD = []


def listen(passage):
    TOLD.append(passage)


@pytest.fixture
def told(settings):
    """What is told, as words."""
    cache.clear()
    TOLD.clear()
    settings.AT_THE_DOOR = {"tests": f"{__name__}.listen"}
    return lambda: [(str(one.what), one.user and str(one.user), one.ways) for one in TOLD]


def test_coming_in_and_going_out_are_told(told, aino):
    page = Client()
    sign_in(page, aino.user)
    page.post(reverse("account_logout"))

    assert told() == [
        ("came in", "aino@opisto.invalid", ("password",)),
        ("went out", "aino@opisto.invalid", ()),
    ]
    assert {one.address for one in TOLD} == {"127.0.0.1"}


def test_the_second_step_is_told_with_the_first(told, aino):
    set_up_app(aino.user)
    page = Client()
    sign_in(page, aino.user)
    assert told() == []

    page.post(reverse("mfa_authenticate"), {"code": wrong_code()})
    page.post(reverse("mfa_authenticate"), {"code": code_of()})

    assert told() == [
        ("refused", "aino@opisto.invalid", ("code",)),
        ("came in", "aino@opisto.invalid", ("password", "totp")),
    ]


def test_a_wrong_password_is_told_with_what_was_typed(told, aino):
    sign_in(Client(), aino.user, "väärä")

    assert told() == [("refused", None, ("password",))]
    assert TOLD[0].email == "aino@opisto.invalid"


def test_one_attempt_too_many_is_told_too(told, aino):
    for _attempt in range(6):
        sign_in(Client(), aino.user, "väärä")

    assert len(told()) == 6


def test_a_strange_identity_and_a_known_one_are_told(told, school, aino, browse):
    come_back(page := Client(), go_to_provider(page)[0])
    page = browse(aino)
    prove(page)
    come_back(page, go_to_provider(page, "connect")[0])
    come_back(page := Client(), go_to_provider(page)[0])

    assert told() == [
        ("refused", None, ("oidc",)),
        ("changed", "aino@opisto.invalid", ("socialaccount/email/account_connected",)),
        ("came in", "aino@opisto.invalid", ("oidc",)),
    ]


def test_a_sign_in_that_ends_by_itself_is_told(told, aino, settings, time_machine):
    page = Client()
    time_machine.move_to("2026-11-25 08:00:00Z")
    sign_in(page, aino.user)
    page.get("/")

    time_machine.move_to("2026-11-25 10:00:00Z")
    page.get("/")

    assert [what for what, _user, _ways in told()] == ["came in", "went out"]


def test_whoever_asks_too_often_is_asked_to_wait_on_a_page_of_ours(told, aino, browse):
    page = browse(aino, "en")

    answers = [prove(page, "väärä") for _attempt in range(11)]

    assert answers[-1].status_code == 429
    assert "<h1>Too many attempts</h1>" in answers[-1].content.decode()


def test_without_a_listener_nothing_is_needed(aino):
    page = Client()

    assert sign_in(page, aino.user).url == "/"
