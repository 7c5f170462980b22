"""An ID token is believed only when issuer, reader, question, time and signature are right."""

import json
import time

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from veturi.foundation.accounts.id_token import NotGenuine, read_id_token

ISSUER, CLIENT, NONCE = "https://tunnistus.invalid", "veturi", "kysymys"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
STRANGE = rsa.generate_private_key(public_exponent=65537, key_size=2048)


def published(key=KEY, kid="1"):
    return {**json.loads(RSAAlgorithm.to_jwk(key.public_key())), "kid": kid, "alg": "RS256"}


def token(key=KEY, alg="RS256", kid="1", without=(), **claims):
    now = int(time.time())
    whole = {
        "iss": ISSUER,
        "sub": "aino-1",
        "aud": CLIENT,
        "iat": now,
        "exp": now + 300,
        "nonce": NONCE,
        **claims,
    }
    for name in without:
        del whole[name]
    return jwt.encode(whole, key, algorithm=alg, headers={"kid": kid} if kid else {})


def read(given, keys=None):
    published_keys = {"keys": keys or [published()]}
    return read_id_token(given, keys=published_keys, issuer=ISSUER, client_id=CLIENT, nonce=NONCE)


def test_the_right_token_says_who_somebody_is():
    assert read(token())["sub"] == "aino-1"


def test_the_only_key_needs_no_name():
    assert read(token(kid=None))["sub"] == "aino-1"


def test_clocks_may_differ_by_three_minutes():
    late = int(time.time()) - 150

    assert read(token(exp=late))["sub"] == "aino-1"


WRONG = {
    "another issuer": {"iss": "https://muu.invalid"},
    "for another": {"aud": "joku-muu"},
    "for several without saying for whom": {"aud": [CLIENT, "joku-muu"]},
    "for several, made for another": {"aud": [CLIENT, "joku-muu"], "azp": "joku-muu"},
    "made for another": {"azp": "joku-muu"},
    "another question": {"nonce": "toinen"},
    "an empty question": {"nonce": ""},
    "about nobody": {"sub": ""},
    "too old": {"exp": 1},
    "from the future": {"iat": int(time.time()) + 3600},
    "no question": {"without": ["nonce"]},
    "no subject": {"without": ["sub"]},
    "no end": {"without": ["exp"]},
    "no issuer": {"without": ["iss"]},
    "no reader": {"without": ["aud"]},
    "an unknown key": {"kid": "2"},
    "a strange signature": {"key": STRANGE},
    "no signature": {"key": None, "alg": "none"},
    "a shared secret": {"key": "x" * 64, "alg": "HS256"},
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG.keys())
def test_anything_wrong_is_refused(wrong):
    with pytest.raises(NotGenuine):
        read(token(**wrong))


@pytest.mark.parametrize("text", ["", "a.b.c", "ei mitään"])
def test_what_is_no_token_is_refused(text):
    with pytest.raises(NotGenuine):
        read(text)


def test_among_several_keys_the_named_one_decides():
    keys = [published(STRANGE, "0"), published(KEY, "1")]

    assert read(token(), keys)["sub"] == "aino-1"
    with pytest.raises(NotGenuine):
        read(token(kid=None), keys)


def test_without_keys_nothing_is_believed():
    with pytest.raises(NotGenuine):
        read_id_token(token(), keys={}, issuer=ISSUER, client_id=CLIENT, nonce=NONCE)
