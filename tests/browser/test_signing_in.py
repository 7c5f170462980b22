"""Signing in as people do it: codes, passkeys, an identity provider; on both widths."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings as django_settings
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from tests.browser.at_the_door import at_home, send, sign_in, with_device
from tests.signing import code_of, set_up_app, wrong_code
from veturi.directory.actions.second_steps import ask_second_step
from veturi.directory.models import Role

WIDTHS = (1280, 390)


@pytest.fixture(autouse=True)
def no_throttle_left(db):
    cache.clear()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_role_that_must_sets_up_the_app_and_comes_in_with_it(knock, college, aino, width):
    ask_second_step(college, role=Role.COORDINATOR, since=timezone.localdate(), by=None)
    page = knock(width)
    sign_in(page, aino.user)
    page.wait_for_url(f"**{reverse('second_step')}")
    page.click(f"a[href='{reverse('mfa_activate_totp')}']")
    secret = "".join(page.inner_text(".secret").split())
    assert page.locator(".qr svg path").count() == 1
    page.fill("[name=code]", code_of(secret))
    page.click("button.primary")
    page.wait_for_url(f"**{reverse('mfa_view_recovery_codes')}")
    codes = ["".join(code.split()) for code in page.locator(".codes code").all_inner_texts()]
    with page.expect_download() as download:
        page.click("a[download]")
    assert download.value.path().read_text().split() == codes and len(codes) == 10
    page.click("a.primary")
    at_home(page)

    other = knock(width)
    sign_in(other, aino.user)
    other.wait_for_url(f"**{reverse('mfa_authenticate')}")
    other.fill("[name=code]", codes[0])
    other.click("button.primary")
    at_home(other)


@pytest.mark.parametrize("width", WIDTHS)
def test_who_has_the_app_comes_in_with_its_code_and_not_with_a_wrong_one(knock, aino, width):
    set_up_app(aino.user)
    page = knock(width)
    sign_in(page, aino.user)
    page.wait_for_url(f"**{reverse('mfa_authenticate')}")
    page.fill("[name=code]", wrong_code())
    send(page)
    page.locator(".errors").wait_for()

    page.fill("[name=code]", code_of())
    page.click("button.primary")

    at_home(page)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_passkey_is_added_and_opens_without_a_password(knock, aino, width):
    page = knock(width)
    with_device(page)
    sign_in(page, aino.user)
    at_home(page)
    page.goto(reverse("mfa_add_webauthn"))
    page.fill("[name=name]", "Työpuhelin")
    page.click("button.primary")
    page.wait_for_url(f"**{reverse('mfa_view_recovery_codes')}")
    page.goto(reverse("mfa_index"))
    assert "Työpuhelin" in page.inner_text("main")

    page.context.clear_cookies()
    page.goto(reverse("account_login"))
    page.click("form[data-passkey] button")
    at_home(page)

    key = Authenticator.objects.get(type="webauthn")
    assert key.user == aino.user and key.last_used_at is not None


def test_a_passkey_is_the_second_step_and_can_be_renamed_and_removed(knock, aino):
    page = knock()
    with_device(page)
    sign_in(page, aino.user)
    at_home(page)
    page.goto(reverse("mfa_add_webauthn"))
    page.click("button.primary")
    page.wait_for_url(f"**{reverse('mfa_view_recovery_codes')}")
    page.context.clear_cookies()
    sign_in(page, aino.user)
    page.wait_for_url(f"**{reverse('mfa_authenticate')}")
    page.click("form[data-passkey] button")
    at_home(page)

    key = Authenticator.objects.get(type="webauthn")
    page.goto(reverse("mfa_edit_webauthn", args=[key.pk]))
    page.fill("[name=name]", "Kotikone")
    page.click("button.primary")
    page.wait_for_url(f"**{reverse('mfa_index')}")
    assert "Kotikone" in page.inner_text("main")
    page.click(f"a[href='{reverse('mfa_remove_webauthn', args=[key.pk])}']")
    page.click("button.primary")
    page.wait_for_url(f"**{reverse('mfa_index')}")
    assert not Authenticator.objects.exists()


def test_one_proves_with_a_passkey_who_one_is(visit, knock, aino):
    page = knock()
    with_device(page)
    sign_in(page, aino.user)
    at_home(page)
    page.goto(reverse("mfa_add_webauthn"))
    page.click("button.primary")
    page.wait_for_url(f"**{reverse('mfa_view_recovery_codes')}")

    page.goto(f"{reverse('mfa_reauthenticate_webauthn')}?next={reverse('mfa_index')}")
    page.click("form[data-passkey] button")
    page.wait_for_url(f"**{reverse('mfa_index')}")


def test_no_passkey_is_a_sentence_and_the_page_stays(knock, aino):
    page = knock()
    session = with_device(page)
    session.send("WebAuthn.disable")
    page.add_init_script(
        "navigator.credentials.get = () => Promise.reject(new DOMException('no', 'NotAllowedError'))"
    )
    page.goto(reverse("account_login"))
    page.click("form[data-passkey] button")
    page.locator("#live.toast").wait_for()

    assert page.url.endswith(reverse("account_login"))


def test_without_javascript_the_passkeys_are_not_offered(knock, aino):
    page = knock(java_script_enabled=False)
    page.goto(reverse("account_login"))

    assert not page.locator("form[data-passkey]").is_visible()
    sign_in(page, aino.user)
    at_home(page)
    page.goto(reverse("mfa_add_webauthn"))
    assert page.locator("noscript, .notice.warning").first.is_visible()


@pytest.mark.parametrize("width", WIDTHS)
def test_one_joins_the_identity_and_comes_in_with_it(knock, school, aino, width):
    page = knock(width)
    sign_in(page, aino.user)
    at_home(page)
    page.goto(reverse("mfa_index"))
    page.click(f"form[action='{reverse('openid_connect_login', args=['oidc'])}'] button")
    page.click("#go")
    page.wait_for_url(f"**{reverse('mfa_index')}")
    assert "aino@opisto.invalid" in page.inner_text("section:has(#identities)")

    page.context.clear_cookies()
    page.goto(reverse("account_login"))
    page.click(f"form[action='{reverse('openid_connect_login', args=['oidc'])}'] button")
    page.click("#go")
    at_home(page)


def test_without_javascript_the_identity_opens_too(knock, school, aino):
    page = knock(java_script_enabled=False)
    page.goto(reverse("account_login"))
    page.click(f"form[action='{reverse('openid_connect_login', args=['oidc'])}'] button")
    page.click("#go")

    assert "aino@opisto.invalid" in page.inner_text("main")
    assert not SocialAccount.objects.exists()


def test_a_stranger_with_a_known_address_stays_outside(knock, school, aino):
    school.who = {"sub": "vieras", "email": aino.user.email, "email_verified": True}
    page = knock()
    page.goto(reverse("account_login"))
    page.click(f"form[action='{reverse('openid_connect_login', args=['oidc'])}'] button")
    page.click("#go")

    assert aino.user.email in page.inner_text("main")
    page.goto("/")
    assert reverse("account_login") in page.url


def test_breaking_off_leads_back_to_the_door(knock, school):
    page = knock()
    page.goto(reverse("account_login"))
    page.click(f"form[action='{reverse('openid_connect_login', args=['oidc'])}'] button")
    page.click("#no")
    page.click("main a.btn")

    assert page.url.endswith(reverse("account_login"))


def test_the_cookie_of_a_session_is_kept_from_scripts(knock, aino):
    page = knock()
    sign_in(page, aino.user)
    at_home(page)

    cookies = {one["name"]: one for one in page.context.cookies()}
    assert cookies[django_settings.SESSION_COOKIE_NAME]["httpOnly"]
