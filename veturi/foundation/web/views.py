"""Answers to what a form can no longer do."""

from urllib.parse import urlsplit

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

SECRET = ("password", "csrf", "token", "code")
LONGEST = 20_000


@login_not_required
def token_refused(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django calls it so
    """The form came from a sign-in that has ended: what was written is shown for copying.

    It is not offered for sending again: a form from elsewhere would be confirmed that way.
    """
    written = [
        (name, text[:LONGEST])
        for name in request.POST
        if not any(word in name.lower() for word in SECRET)
        for text in request.POST.getlist(name)
        if any(letter.isspace() for letter in text.strip())
    ]
    page = {"written": written, "address": _came_from(request)}
    return render(request, "403_csrf.html", page, status=403)


def _came_from(request: HttpRequest) -> str:
    """The page of the form, when it is ours."""
    address = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()}):
        parts = urlsplit(address)
        return f"{parts.path}?{parts.query}" if parts.query else parts.path
    return "/"
