"""Identity providers are read from the environment, whole or not at all."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from veturi.foundation.accounts.configuring import identity_providers

ONE = {
    "VETURI_OIDC_NAME": "Koulun tunnus",
    "VETURI_OIDC_ISSUER": "https://tunnistus.invalid/koulu/",
    "VETURI_OIDC_CLIENT_ID": "veturi",
    "VETURI_OIDC_CLIENT_SECRET": "salaisuus",
}


def test_none_is_named():
    assert identity_providers({"VETURI_HOSTS": "x"}, local=False) == []


def test_one_is_named():
    assert identity_providers(ONE, local=False) == [
        {
            "provider_id": "oidc",
            "name": "Koulun tunnus",
            "client_id": "veturi",
            "secret": "salaisuus",
            "settings": {
                "issuer": "https://tunnistus.invalid/koulu/",
                "server_url": "https://tunnistus.invalid/koulu/.well-known/openid-configuration",
                "oauth_pkce_enabled": True,
            },
        }
    ]


def test_a_second_one_carries_its_number():
    second = {name.replace("OIDC_", "OIDC_2_"): value for name, value in ONE.items()}

    found = identity_providers({**ONE, **second}, local=False)

    assert [one["provider_id"] for one in found] == ["oidc", "oidc2"]


@pytest.mark.parametrize("left_out", ONE)
def test_half_of_one_is_refused_at_the_start(left_out):
    half = {name: value for name, value in ONE.items() if name != left_out}

    with pytest.raises(ImproperlyConfigured, match=left_out):
        identity_providers(half, local=False)


def test_without_tls_only_on_ones_own_machine():
    plain = {**ONE, "VETURI_OIDC_ISSUER": "http://127.0.0.1:9000"}

    with pytest.raises(ImproperlyConfigured, match="https"):
        identity_providers(plain, local=False)
    assert len(identity_providers(plain, local=True)) == 1
