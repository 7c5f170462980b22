"""What the tests of signing in share: codes of an app, and a walk to the identity provider."""

import html
import re
import time
from urllib.parse import urlsplit

import requests
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.urls import reverse

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PASSWORD = "salasana"


def code_of(secret=SECRET, ahead=0):
    """What the app shows now, or some half minutes ahead."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead))


def wrong_code(secret=SECRET):
    right = {code_of(secret, ahead) for ahead in (-2, -1, 0, 1, 2)}
    return next(code for code in ("000000", "111111", "222222", "333333") if code not in right)


def set_up_app(user, secret=SECRET):
    """The user has the app, and recovery codes that have been seen."""
    TOTP.activate(user, secret)
    codes = RecoveryCodes.activate(user)
    codes.mark_as_viewed()
    return codes.get_unused_codes()


def sign_in(page, user, password=PASSWORD):
    return page.post(reverse("account_login"), {"login": user.email, "password": password})


def prove(page, password=PASSWORD):
    """Say again who one is."""
    return page.post(reverse("account_reauthenticate"), {"password": password})


def is_signed_in(page):
    return "_auth_user_id" in page.session


def go_to_provider(page, process="login", provider="oidc"):
    """Leave by our page; the links of the identity provider's page: back, or back without."""
    left = page.post(reverse("openid_connect_login", args=[provider]), {"process": process})
    return links_of(left)


def links_of(left):
    address = html.unescape(re.search(r'<a class="btn primary" href="([^"]+)"', text(left))[1])
    there = requests.get(address, timeout=5).text
    return [html.unescape(link) for link in re.findall(r'href="([^"]+)"', there)]


def come_back(page, link):
    parts = urlsplit(link)
    return page.get(f"{parts.path}?{parts.query}")


def text(answer):
    return answer.content.decode()
