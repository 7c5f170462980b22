"""What the browser tests of signing in share."""

import re

from django.urls import reverse

from tests.signing import PASSWORD


def sign_in(page, user):
    page.goto(reverse("account_login"))
    page.fill("[name=login]", user.email)
    page.fill("[name=password]", PASSWORD)
    page.click("main form:first-of-type button.primary")


def send(page):
    """Press the form's button and wait for the next page, also when its address is the same."""
    with page.expect_navigation():
        page.click("button.primary")


def with_device(page):
    """A device that makes and shows passkeys, unlocked by its owner."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return session


def at_home(page):
    page.wait_for_url(re.compile(r"^http://[^/]+/$"))
