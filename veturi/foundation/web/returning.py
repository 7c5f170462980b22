"""Back to where one came from to mend something: the address of that page travels along."""

from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

BACK = "back"


def with_back(address: str, back: str) -> str:
    """The address, from which one comes back; an anchor in it stays at the end."""
    page, hash_mark, anchor = address.partition("#")
    joint = "&" if "?" in page else "?"
    return f"{page}{joint}{urlencode({BACK: back})}{hash_mark}{anchor}"


def back_of(request: HttpRequest) -> str:
    """Where one came from, never another site; nothing where one just came."""
    asked = request.GET.get(BACK, "")
    is_ours = asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if is_ours else ""
