"""The ID token of an identity provider: believed only when everything about it is right."""

from collections.abc import Mapping
from typing import Any

import jwt
from jwt import PyJWK, PyJWKSet

# Signatures with a key pair; a shared secret or none at all is no proof.
SIGNED_BY = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA")
CLAIMS = ["iss", "sub", "aud", "exp", "iat", "nonce"]
# Clocks may differ by three minutes.
LEEWAY = 180


class NotGenuine(Exception):
    """What came is not what this identity provider says to us about this sign-in."""


def read_id_token(
    token: str, *, keys: Mapping[str, Any], issuer: str, client_id: str, nonce: str
) -> dict[str, Any]:
    """The claims of a token that this issuer signed, for us, in answer to this very question."""
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            _key_for(token, keys),
            algorithms=SIGNED_BY,
            issuer=issuer,
            audience=client_id,
            leeway=LEEWAY,
            options={"require": CLAIMS},
        )
    except jwt.PyJWTError as fault:
        raise NotGenuine(str(fault)) from fault
    _check(claims, client_id=client_id, nonce=nonce)
    return claims


def _key_for(token: str, keys: Mapping[str, Any]) -> PyJWK:
    """The key that the token names; the only key there is when it names none."""
    kid = jwt.get_unverified_header(token).get("kid")
    known = list(PyJWKSet.from_dict(dict(keys)))
    fitting = [key for key in known if kid in (None, key.key_id)]
    if len(fitting) != 1:
        raise NotGenuine(f"No one key for kid {kid!r}.")
    return fitting[0]


def _check(claims: Mapping[str, Any], *, client_id: str, nonce: str) -> None:
    if not nonce or claims["nonce"] != nonce:
        raise NotGenuine("The nonce is not the one we sent.")
    several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if (several or "azp" in claims) and claims.get("azp") != client_id:
        raise NotGenuine("The token was made for somebody else.")
    if not isinstance(claims["sub"], str) or not claims["sub"]:
        raise NotGenuine("The token is about nobody.")
