"""Signing in with an identity provider: it opens what somebody joined to it, and nothing else."""

import html
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.identity_provider import STRANGE_KEY, LocalIdentityProvider
from tests.signing import (
    code_of,
    come_back,
    go_to_provider,
    is_signed_in,
    prove,
    set_up_app,
    sign_in,
    text,
)
from veturi.foundation.accounts.configuring import identity_providers
from veturi.foundation.accounts.models import User

pytestmark = pytest.mark.django_db


def walk(page=None):
    page = page or Client()
    answer = come_back(page, go_to_provider(page)[0])
    return page, answer


def test_the_button_is_there_only_when_the_environment_names_a_provider(db, browse):
    assert "oidc" not in text(browse().get(reverse("account_login")))


def test_the_button_carries_the_name_of_the_provider(school, browse):
    assert "Koulun tunnus" in text(browse().get(reverse("account_login")))


def test_one_joins_an_identity_on_ones_own_page(school, aino, browse):
    page = browse(aino)
    prove(page)

    answer = come_back(page, go_to_provider(page, "connect")[0])

    assert answer.url == reverse("mfa_index")
    row = SocialAccount.objects.get()
    assert (row.user, row.provider) == (aino.user, "oidc")
    assert row.extra_data == {
        "iss": school.issuer,
        "sub": "aino-1",
        "label": "aino@opisto.invalid",
    }
    assert [letter.to for letter in mail.outbox] == [[aino.user.email]]
    assert "aino@opisto.invalid" in text(page.get(answer.url))


def test_joining_asks_who_one_is(school, aino, browse):
    answer = browse(aino).post(
        reverse("openid_connect_login", args=["oidc"]), {"process": "connect"}
    )

    assert answer.url.startswith(reverse("account_reauthenticate"))


def test_a_joined_identity_opens(joined, aino):
    page, answer = walk()

    assert answer.url == "/" and is_signed_in(page)
    assert page.session["_auth_user_id"] == str(aino.user.pk)


def test_the_question_carries_what_protects_the_answer(school):
    go_to_provider(Client())

    (asked,) = school.asked
    assert asked["code_challenge_method"] == "S256" and len(asked["nonce"]) >= 32
    assert set(asked["scope"].split()) == {"openid", "profile", "email"}
    assert urlsplit(asked["redirect_uri"]).path == "/account/identity/oidc/answer/"


def test_a_known_address_of_mail_opens_nothing(school, aino):
    """The takeover: a provider says that a stranger has Aino's address, and that it is verified."""
    school.who = {"sub": "vieras-7", "email": aino.user.email, "email_verified": True}

    page, answer = walk()

    assert answer.status_code == 403 and not is_signed_in(page)
    assert not SocialAccount.objects.exists()
    assert aino.user.email in text(answer)


def test_an_unknown_identity_gets_a_sentence_and_no_account(school, aino):
    school.who = {"sub": "kukaan", "email": "kukaan@muualla.invalid"}

    page, answer = walk()

    assert answer.status_code == 403 and "kukaan@muualla.invalid" in text(answer)
    assert User.objects.count() == 1 and not is_signed_in(page)


@pytest.mark.parametrize(
    "lie",
    [
        {"nonce": "toinen"},
        {"nonce": ""},
        {"iss": "https://muu.invalid"},
        {"aud": "joku-muu"},
        {"exp": 1_000_000},
        {"azp": "joku-muu"},
    ],
    ids=str,
)
def test_a_token_with_a_lie_opens_nothing(joined, school, lie):
    school.claims = lie

    page, answer = walk()

    assert answer.status_code == 401 and not is_signed_in(page)


def test_a_token_with_a_strange_signature_opens_nothing(joined, school):
    school.key = STRANGE_KEY

    page, answer = walk()

    assert answer.status_code == 401 and not is_signed_in(page)


def test_a_lie_while_joining_joins_nothing(school, aino, browse):
    school.claims = {"nonce": "toinen"}
    page = browse(aino)
    prove(page)

    answer = come_back(page, go_to_provider(page, "connect")[0])

    assert answer.status_code == 401 and not SocialAccount.objects.exists()


def test_an_answer_that_nobody_asked_for_opens_nothing(joined, school):
    link = go_to_provider(Client())[0]
    other = Client()

    answer = come_back(other, link)

    assert answer.status_code == 401 and not is_signed_in(other)


def test_an_answer_opens_once(joined):
    page = Client()
    link = go_to_provider(page)[0]
    come_back(page, link)
    page.post(reverse("account_logout"))

    answer = come_back(page, link)

    assert answer.status_code == 401 and not is_signed_in(page)


def test_the_same_subject_of_another_issuer_is_somebody_else(joined, school, settings):
    other = LocalIdentityProvider()
    apps = identity_providers(other.environ(), local=True)
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": apps}}

    page, answer = walk()
    other.close()

    assert answer.status_code == 403 and not is_signed_in(page)


def test_a_discovery_document_of_another_issuer_is_refused(joined, school):
    school.discovery = {"issuer": "https://muu.invalid"}

    answer = Client().post(reverse("openid_connect_login", args=["oidc"]))

    assert answer.status_code == 401


def test_a_provider_that_does_not_answer_becomes_a_sentence(joined, school):
    page = Client()
    link = go_to_provider(page)[0]
    school.is_broken = True

    assert Client().post(reverse("openid_connect_login", args=["oidc"])).status_code == 401
    assert come_back(page, link).status_code == 401


def test_breaking_off_there_is_no_fault(school):
    page = Client()

    answer = come_back(page, go_to_provider(page)[1])

    assert answer.url == reverse("socialaccount_login_cancelled")
    assert page.get(answer.url).status_code == 200


def test_an_unknown_provider_is_not_there(school):
    page = Client()
    names = ("openid_connect_login", "openid_connect_callback", "identity_invited")

    assert {page.post(reverse(name, args=["muu"])).status_code for name in names} == {404}


def test_the_second_step_is_asked_after_the_provider_too(joined, aino):
    set_up_app(aino.user)

    page, answer = walk()
    assert answer.url == reverse("mfa_authenticate") and not is_signed_in(page)

    page.post(reverse("mfa_authenticate"), {"code": code_of()})
    assert is_signed_in(page)


def test_a_closed_account_stays_closed(joined, aino):
    User.objects.filter(pk=aino.user.pk).update(is_active=False)

    page, answer = walk()

    assert answer.url == reverse("account_inactive") and not is_signed_in(page)


def test_an_identity_belongs_to_one(joined, mika, browse):
    page = browse(mika)
    prove(page)

    come_back(page, go_to_provider(page, "connect")[0])

    assert SocialAccount.objects.get().user == joined.user


def test_detaching_asks_who_one_is_and_is_told_by_letter(joined, aino, browse):
    page = browse(aino)
    address = reverse("identity_removal", args=[joined.pk])
    assert page.post(address).url.startswith(reverse("account_reauthenticate"))

    prove(page)
    page.post(address)

    assert not SocialAccount.objects.exists()
    assert [letter.to for letter in mail.outbox] == [[aino.user.email]]
    assert walk()[1].status_code == 403


def test_nobody_detaches_the_identity_of_another(joined, mika, browse):
    page = browse(mika)
    prove(page)

    assert page.post(reverse("identity_removal", args=[joined.pk])).status_code == 404
    assert SocialAccount.objects.exists()


def test_signing_in_by_password_does_not_need_the_provider(joined, school, aino):
    school.is_broken = True
    page = Client()

    sign_in(page, aino.user)

    assert is_signed_in(page)


def test_leaving_goes_by_a_page_of_ours(school):
    left = Client().post(reverse("openid_connect_login", args=["oidc"]))

    refresh = html.unescape(re.search(r'content="0;url=([^"]+)"', text(left))[1])
    assert left.status_code == 200 and refresh.startswith(school.issuer)
    assert parse_qs(urlsplit(refresh).query)["response_type"] == ["code"]
