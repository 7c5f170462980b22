"""axe finds nothing on the pages of signing in, at three widths.

VETURI_PICTURES=FOLDER takes a picture of each for whoever wants to look.
"""

import os
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from tests.browser.at_the_door import send, sign_in, with_device
from tests.browser.walking import DESK, WIDTHS, looked_at
from tests.signing import code_of, set_up_app
from veturi.directory.actions.second_steps import ask_second_step
from veturi.directory.models import Role

GO = f"form[action='{reverse('openid_connect_login', args=['oidc'])}'] button"


@pytest.fixture
def look(axe):
    """Look at a page: what axe finds, and whether it scrolls sideways, is remembered."""
    found, folder = [], os.environ.get("VETURI_PICTURES")
    cache.clear()

    def at(page, name):
        found.extend(looked_at(page, axe, name))
        if folder:
            pictured(page, Path(folder) / name)

    yield at
    assert found == []


def pictured(page, path):
    for width in (*WIDTHS, DESK):
        page.set_viewport_size({"width": width, "height": 844})
        page.screenshot(path=f"{path}-{width}.png", full_page=True)


def test_the_door_and_the_second_step(knock, school, mika, look):
    set_up_app(mika.user)
    page = knock(bypass_csp=True)
    page.goto(reverse("account_login"))
    look(page, "door")
    sign_in(page, mika.user)
    page.wait_for_url(f"**{reverse('mfa_authenticate')}")
    look(page, "code")
    page.fill("[name=code]", "12")
    send(page)
    look(page, "code-wrong")


def test_setting_up(knock, college, aino, look):
    ask_second_step(college, role=Role.COORDINATOR, since=timezone.localdate(), by=None)
    page = knock(bypass_csp=True)
    sign_in(page, aino.user)
    page.wait_for_url(f"**{reverse('second_step')}")
    look(page, "led")
    page.goto(reverse("mfa_activate_totp"))
    look(page, "app")
    page.fill("[name=code]", "000000")
    send(page)
    look(page, "app-wrong")
    page.goto(reverse("mfa_activate_totp"))
    page.fill("[name=code]", code_of("".join(page.inner_text(".secret").split())))
    page.click("button.primary")
    page.wait_for_url(f"**{reverse('mfa_view_recovery_codes')}")
    look(page, "codes")
    page.reload()
    look(page, "codes-seen")


def test_ones_own_page_and_what_it_leads_to(knock, school, aino, look):
    set_up = ("mfa_generate_recovery_codes", "mfa_deactivate_totp", "mfa_add_webauthn")
    page = knock(bypass_csp=True)
    with_device(page)
    sign_in(page, aino.user)
    set_up_app(aino.user)
    for name in set_up:
        page.goto(reverse(name))
        look(page, name)
    page.fill("[name=name]", "Työpuhelin")
    page.click("button.primary")
    page.wait_for_url(f"**{reverse('mfa_index')}")
    page.click(GO)
    page.click("#go")
    page.wait_for_url(f"**{reverse('mfa_index')}")
    look(page, "ways")
    key = Authenticator.objects.get(type="webauthn")
    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        page.goto(reverse(name, args=[key.pk]))
        look(page, name)
    for name in (
        "account_reauthenticate",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "directory:my_permissions",
    ):
        page.goto(reverse(name))
        look(page, name.replace(":", "-"))


def test_what_does_not_open(knock, school, look):
    page = knock(bypass_csp=True)
    page.goto(reverse("account_login"))
    page.click(GO)
    page.click("#go")
    page.locator("main a.btn").wait_for()
    look(page, "unknown")
    page.goto(reverse("socialaccount_login_cancelled"))
    look(page, "cancelled")
    page.goto(reverse("openid_connect_callback", args=["oidc"]))
    look(page, "trouble")


def test_the_pages_of_the_administrator(visit, college, aino, antti, look):
    ask_second_step(college, role=Role.COORDINATOR, since=timezone.localdate(), by=None)
    set_up_app(aino.user)
    page = visit(antti, bypass_csp=True)
    for name, person in (
        ("staff", None),
        ("permissions", aino),
        ("second_step_rule_new", None),
        ("second_step_reset", aino),
    ):
        page.goto(reverse(f"directory:{name}", args=[person.pk] if person else []))
        look(page, name)
