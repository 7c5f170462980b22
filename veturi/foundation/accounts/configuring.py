"""Identity providers of the installation, as the environment names them."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import ImproperlyConfigured

FIELDS = ("NAME", "ISSUER", "CLIENT_ID", "CLIENT_SECRET")
MOST = 9


def identity_providers(environ: Mapping[str, str], *, local: bool) -> list[dict[str, Any]]:
    """VETURI_OIDC_NAME and so on; further ones as VETURI_OIDC_2_NAME and so on."""
    return list(_read(environ, local=local))


def _read(environ: Mapping[str, str], *, local: bool) -> Iterator[dict[str, Any]]:
    for number in range(1, MOST + 1):
        prefix = "VETURI_OIDC_" if number == 1 else f"VETURI_OIDC_{number}_"
        given = {field: environ.get(prefix + field, "").strip() for field in FIELDS}
        if any(given.values()):
            _check(prefix, given, local=local)
            yield _app("oidc" if number == 1 else f"oidc{number}", given)


def _check(prefix: str, given: Mapping[str, str], *, local: bool) -> None:
    if missing := [prefix + field for field, value in given.items() if not value]:
        raise ImproperlyConfigured(f"Set {', '.join(missing)} too, or none of them.")
    if not local and not given["ISSUER"].startswith("https://"):
        raise ImproperlyConfigured(f"{prefix}ISSUER begins with https://.")


def _app(provider_id: str, given: Mapping[str, str]) -> dict[str, Any]:
    issuer = given["ISSUER"]
    return {
        "provider_id": provider_id,
        "name": given["NAME"],
        "client_id": given["CLIENT_ID"],
        "secret": given["CLIENT_SECRET"],
        "settings": {
            "issuer": issuer,
            "server_url": f"{issuer.rstrip('/')}/.well-known/openid-configuration",
            "oauth_pkce_enabled": True,
        },
    }
