"""Pages without an account: who is behind the door, and what every such answer carries."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation

from veturi.cooperation.placements.actions import entering
from veturi.cooperation.placements.actions.entering import Visitor
from veturi.cooperation.placements.models import Pass, Period, Stay
from veturi.cooperation.placements.rules.doors import STAY_HOLDS, Purpose
from veturi.directory.models import Provider

COOKIE = "veturi_door"
SALT = "veturi.door"
PATH = "/door/"
View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Door:
    """Whose link it is, what it opens, and the day; of a link for finding a place no period."""

    link: Pass
    period: Period
    provider: Provider
    day: date
    stay: Stay


class DoorRequest(HttpRequest):
    door: Door
    today: date


def guarded(view: View) -> View:
    """Without a sign-in; kept by nobody on the way, told to no other site."""

    @login_not_required
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kw: Any) -> HttpResponse:
        response = view(request, *args, **kw)
        response["Cache-Control"] = "no-store"
        # Of a page whose address holds a secret nothing at all. With “no-referrer” a browser calls
        # the origin of a form “null”, which the check against forged forms refuses; behind the
        # door no address holds a secret, and other sites are told nothing either.
        response.headers.setdefault("Referrer-Policy", "same-origin")
        response["X-Robots-Tag"] = "noindex"
        return response

    return answer


def behind_door(*purposes: Purpose) -> Callable[[View], View]:
    """Only for one who came in by a link of these purposes; request.door says by which."""

    def decorate(view: View) -> View:
        @guarded
        @wraps(view)
        def answer(request: Any, *args: Any, **kw: Any) -> HttpResponse:
            stay = entering.behind_the_door(cookie(request), at=timezone.now())
            if stay is None or stay.link.purpose not in purposes:
                return shut(request)
            row = stay.link
            request.door = Door(row, row.of_period, row.provider, timezone.localdate(), stay)
            return spoken(row.language, request, lambda: view(request, *args, **kw))

        return answer

    return decorate


def spoken(language: str, request: HttpRequest, answer: Callable[[], HttpResponse]) -> HttpResponse:
    """In the reader's language, unless another one was chosen on a page of ours."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    known = chosen in dict(settings.LANGUAGES)
    with translation.override(chosen if known else language):
        response = answer()
        response.headers.setdefault("Content-Language", translation.get_language() or language)
        return response


def shut(
    request: HttpRequest, refusal: Exception | None = None, *, status: int = 404
) -> HttpResponse:
    """One page for all that does not open, with one sentence."""
    page = {"sentence": str(refusal or entering.Shut())}
    return render(request, "placements/door/shut.html", page, status=status)


def visitor(request: HttpRequest) -> Visitor:
    return Visitor(get_adapter().get_client_ip(request))


def cookie(request: HttpRequest) -> str:
    return str(request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=STAY_HOLDS))


def set_cookie(response: HttpResponse, key: str) -> HttpResponse:
    response.set_signed_cookie(
        COOKIE,
        key,
        salt=SALT,
        max_age=STAY_HOLDS,
        path=PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def clear_cookie(response: HttpResponse) -> HttpResponse:
    response.delete_cookie(COOKIE, path=PATH, samesite="Lax")
    return response
