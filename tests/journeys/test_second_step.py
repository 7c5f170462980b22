"""The second step: an app that gives codes, recovery codes for its loss, and their removal."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.signing import (
    PASSWORD,
    SECRET,
    code_of,
    is_signed_in,
    prove,
    set_up_app,
    sign_in,
    text,
    wrong_code,
)

pytestmark = pytest.mark.django_db
HOME = "/"


@pytest.fixture(autouse=True)
def no_throttle_left():
    cache.clear()


@pytest.fixture
def letters(django_capture_on_commit_callbacks):
    """What is sent once everything is written."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_somebody_sets_up_the_app_and_keeps_the_codes(aino, browse, letters):
    page = browse(aino)
    prove(page)
    shown = text(page.get(reverse("mfa_activate_totp")))
    secret = "".join(re.search(r'class="secret">([^<]+)<', shown)[1].split())

    with letters():
        answer = page.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})

    assert answer.url == reverse("mfa_view_recovery_codes")
    assert "<svg" in shown and "style=" not in shown
    assert [letter.to for letter in mail.outbox] == [[aino.user.email]]
    assert len(re.findall(r"<code>\d{4} \d{4}</code>", text(page.get(answer.url)))) == 10
    assert set(aino.user.authenticator_set.values_list("type", flat=True)) == {
        "totp",
        "recovery_codes",
    }


def test_a_wrong_first_code_sets_up_nothing_and_the_key_stays(aino, browse):
    page = browse(aino, "en")
    prove(page)
    key = r'class="secret">([^<]+)<'
    before = re.search(key, text(page.get(reverse("mfa_activate_totp"))))[1]

    answer = page.post(reverse("mfa_activate_totp"), {"code": "000000"})

    assert re.search(key, text(answer))[1] == before
    assert "This did not match. Try again." in text(answer)
    assert not Authenticator.objects.exists()


def test_setting_up_asks_who_one_is(aino, browse):
    answer = browse(aino).get(reverse("mfa_activate_totp"))

    assert answer.url.startswith(reverse("account_reauthenticate"))


def test_whoever_signed_in_a_moment_ago_is_not_asked_again(aino):
    page = Client()
    sign_in(page, aino.user)

    assert page.get(reverse("mfa_activate_totp")).status_code == 200


def test_the_password_alone_does_not_open_any_more(aino):
    set_up_app(aino.user)
    page = Client()

    answer = sign_in(page, aino.user)

    assert answer.url == reverse("mfa_authenticate")
    assert not is_signed_in(page)
    assert page.get(HOME).url.startswith(reverse("account_login"))


def test_a_code_of_the_app_opens(aino):
    set_up_app(aino.user)
    page = Client()
    sign_in(page, aino.user)

    answer = page.post(reverse("mfa_authenticate"), {"code": code_of()})

    assert answer.url == HOME and is_signed_in(page)


@pytest.mark.parametrize("ahead", [-1, 1])
def test_a_clock_half_a_minute_off_opens_too(aino, ahead):
    set_up_app(aino.user)
    page = Client()
    sign_in(page, aino.user)

    page.post(reverse("mfa_authenticate"), {"code": code_of(ahead=ahead)})

    assert is_signed_in(page)


def test_a_code_opens_once(aino, time_machine):
    time_machine.move_to("2026-11-25 08:00:00Z", tick=False)
    set_up_app(aino.user)
    first, second = Client(), Client()
    code = code_of(ahead=1)
    sign_in(first, aino.user)
    first.post(reverse("mfa_authenticate"), {"code": code})

    time_machine.move_to("2026-11-25 08:00:45Z", tick=False)
    sign_in(second, aino.user)
    second.post(reverse("mfa_authenticate"), {"code": code})

    assert is_signed_in(first) and not is_signed_in(second)


def test_a_recovery_code_opens_once(aino):
    codes = set_up_app(aino.user)
    first, second = Client(), Client()
    for page in (first, second):
        sign_in(page, aino.user)
        page.post(reverse("mfa_authenticate"), {"code": codes[3]})

    assert is_signed_in(first) and not is_signed_in(second)


def test_five_wrong_codes_and_then_not_even_the_right_one(aino):
    set_up_app(aino.user)
    for _attempt in range(5):
        page = Client()
        sign_in(page, aino.user)
        page.post(reverse("mfa_authenticate"), {"code": wrong_code()})

    page.post(reverse("mfa_authenticate"), {"code": code_of()})

    assert not is_signed_in(page)
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from veturi_cache where cache_key like '%login_failed%'")
        assert cursor.fetchone()[0] > 0


def test_without_the_password_there_is_no_second_step(aino):
    set_up_app(aino.user)
    page = Client()

    answer = page.post(reverse("mfa_authenticate"), {"code": code_of()})

    assert answer.url == reverse("account_login") and not is_signed_in(page)


def test_codes_are_shown_once(aino, browse):
    page = browse(aino)
    set_up_app(aino.user)
    prove(page)

    shown = text(page.get(reverse("mfa_view_recovery_codes")))

    assert "<code>" not in shown and "data:text/plain" not in shown


def test_new_codes_end_the_former_ones(aino, browse, letters):
    former = set_up_app(aino.user)
    page = browse(aino)
    prove(page)

    with letters():
        answer = page.post(reverse("mfa_generate_recovery_codes"))

    shown = text(page.get(answer.url))
    codes = re.findall(r"<code>(\d{4}) (\d{4})</code>", shown)
    assert len(codes) == 10 and not {"".join(code) for code in codes} & set(former)
    assert f"data:text/plain;charset=utf-8,{''.join(codes[0])}%0A" in shown
    assert len(mail.outbox) == 1


def test_removing_the_app_asks_who_one_is_and_takes_the_codes_along(aino, browse):
    set_up_app(aino.user)
    page = browse(aino)
    asked = page.post(reverse("mfa_deactivate_totp"))
    assert asked.url.startswith(reverse("account_reauthenticate"))
    assert aino.user.authenticator_set.count() == 2

    prove(page)
    page.post(reverse("mfa_deactivate_totp"))

    assert aino.user.authenticator_set.count() == 0
    assert [letter.to for letter in mail.outbox] == [[aino.user.email]]


def test_a_wrong_password_proves_nothing(aino, browse):
    set_up_app(aino.user)
    page = browse(aino)

    prove(page, "väärä")

    assert "reauthenticate" in page.post(reverse("mfa_deactivate_totp")).url


def test_one_may_prove_by_a_code_too(aino, browse):
    set_up_app(aino.user)
    page = browse(aino)

    page.post(reverse("mfa_reauthenticate"), {"code": code_of()})

    assert page.get(reverse("mfa_deactivate_totp")).status_code == 200


def test_secrets_lie_sealed_and_are_not_on_any_page(aino, browse):
    set_up_app(aino.user)
    page = browse(aino)
    prove(page)
    rows = str(list(Authenticator.objects.values_list("data", flat=True)))

    pages = [reverse("mfa_index"), reverse("mfa_view_recovery_codes")]

    assert SECRET not in rows
    assert all(SECRET not in text(page.get(address)) for address in pages)


def test_with_a_lost_secret_key_no_code_opens_and_nothing_breaks(aino, settings):
    codes = set_up_app(aino.user)
    settings.SECRET_KEY = "another key of the installation"
    page = Client()
    sign_in(page, aino.user)

    answers = [
        page.post(reverse("mfa_authenticate"), {"code": code}).status_code
        for code in (code_of(), codes[0])
    ]

    assert answers == [200, 200] and not is_signed_in(page)


def test_the_reset_of_a_password_opens_no_account_with_a_second_step(aino):
    set_up_app(aino.user)
    page = Client()
    page.post(reverse("account_reset_password"), {"email": aino.user.email})
    link = re.search(r"https?://[^/\s]+(/\S+)", mail.outbox[-1].body)[1]
    form = page.get(link).url
    words = "uusi pitkä salasana 7"
    page.post(form, {"password1": words, "password2": words})
    assert not is_signed_in(page)

    answer = sign_in(page, aino.user, words)

    assert answer.url == reverse("mfa_authenticate") and not is_signed_in(page)


def test_nobody_reaches_the_passkey_of_another(aino, mika, browse):
    key = Authenticator.objects.create(
        user=mika.user, type="webauthn", data={"name": "Puhelin", "credential": {}}
    )
    page = browse(aino)
    prove(page)

    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        address = reverse(name, args=[key.pk])
        assert {page.get(address).status_code, page.post(address).status_code} == {404}
    assert Authenticator.objects.filter(pk=key.pk).exists()


def test_a_page_that_does_not_come_from_a_passkey_opens_nothing(aino):
    page = Client()
    page.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"})

    for credential in ("", "{}", '{"response": {"userHandle": "AQ"}}', "[]", '"x"'):
        answer = page.post(reverse("mfa_login_webauthn"), {"credential": credential})
        assert answer.url == reverse("account_login")
    assert not is_signed_in(page)


def test_ones_own_page_tells_what_there_is(aino, browse):
    page = browse(aino, "en")
    before = text(page.get(reverse("mfa_index")))

    set_up_app(aino.user)

    after = text(page.get(reverse("mfa_index")))
    assert "Set up an app" in before and reverse("mfa_activate_totp") in before
    assert "10 codes are unused." in after and reverse("mfa_deactivate_totp") in after


def test_signing_in_with_the_password_alone_goes_on_as_before(aino):
    page = Client()

    assert sign_in(page, aino.user, PASSWORD).url == HOME
    assert is_signed_in(page)
