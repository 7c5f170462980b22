"""What happens around every request."""

from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django_htmx.middleware import HtmxDetails

Answer = Callable[[HttpRequest], HttpResponse]
SEEN = "seen_at"
WRITE_EVERY = timedelta(minutes=5)


def end_idle_sign_in(answer: Answer) -> Answer:
    """Sign out whoever has been away too long; the clock is written at most every five minutes."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = timezone.now().timestamp()
            seen = request.session.get(SEEN, now)
            if now - seen > settings.IDLE_MINUTES * 60:
                get_adapter().logout(request)
            elif SEEN not in request.session or now - seen > WRITE_EVERY.total_seconds():
                request.session[SEEN] = now
        return answer(request)

    return middleware


def show_what_only_a_button_opens(answer: Answer) -> Answer:
    """Whoever opens the address of an act, after signing in for example, is told so."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and not response.content:
            page = render(request, "405.html", status=response.status_code)
            page["Allow"] = response.headers.get("Allow", "")
            return page
        return response

    return middleware


def answer_htmx_in_words(answer: Answer) -> Answer:
    """With htmx a lost sign-in, 403, 404 or 5xx becomes a sentence; the form stays as it is."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        htmx: HtmxDetails | None = getattr(request, "htmx", None)
        if not htmx:
            return response
        if _has_lost_sign_in(request, response):
            return _sentence(
                401,
                _("Your sign-in has ended. Sign in again in another tab, then try again."),
            )
        if sentence := _refusal(response.status_code):
            return _sentence(response.status_code, sentence)
        return response

    return middleware


def _has_lost_sign_in(request: HttpRequest, response: HttpResponse) -> bool:
    """Sent to the door, or refused for the token that went with the session."""
    to_the_door = response.headers.get("Location", "").startswith(resolve_url(settings.LOGIN_URL))
    return to_the_door or (
        response.status_code == HTTPStatus.FORBIDDEN and not request.user.is_authenticated
    )


def _refusal(status: int) -> str:
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return _("This did not go through. What you typed is still here: try again.")
    refused = {
        HTTPStatus.FORBIDDEN: _("Your role does not allow this."),
        HTTPStatus.NOT_FOUND: _("This is no longer here, or it is not yours."),
    }
    return refused.get(HTTPStatus(status), "")


def _sentence(status: int, text: str) -> HttpResponse:
    return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")
