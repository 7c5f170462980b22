"""What a second step is checked by lies sealed: a copy of the database alone opens no account."""

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac

SALT = "veturi.foundation.accounts.sealing"


def seal(text: str) -> str:
    return _keys().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str | None:
    """The text; nothing when another key sealed it, as after the loss of the secret key."""
    try:
        return _keys().decrypt(sealed.encode()).decode()
    except InvalidToken:
        return None


def _keys() -> MultiFernet:
    """The newest seals, the former ones still open."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derived(secret)) for secret in secrets])


def _derived(secret: str | bytes) -> bytes:
    digest = salted_hmac(SALT, b"", secret=secret, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest)
