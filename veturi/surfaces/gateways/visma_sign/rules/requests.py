"""How a request is signed: HMAC-SHA512 over its method, body, type, moment and path."""

import hashlib
import hmac
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime


@dataclass(frozen=True, slots=True)
class Credentials:
    """The organisation’s identifier, and its secret in base 64."""

    identifier: str
    secret: str = field(repr=False)


def headers(
    credentials: Credentials,
    *,
    method: str,
    path: str,
    body: bytes,
    content_type: str,
    at: datetime,
) -> Mapping[str, str]:
    """What the request carries; the path with its query, the type exactly as it is sent."""
    moment = format_datetime(at.astimezone(UTC), usegmt=True)
    mark = b64encode(hashlib.md5(body, usedforsecurity=False).digest()).decode()
    told = f"{method}\n{mark}\n{content_type}\n{moment}\n{path}"
    signed = hmac.new(b64decode(credentials.secret), told.encode(), hashlib.sha512).digest()
    found = {
        "Authorization": f"Onnistuu {credentials.identifier}:{b64encode(signed).decode()}",
        "Date": moment,
    }
    return found | ({"Content-Type": content_type, "Content-MD5": mark} if body else {})
