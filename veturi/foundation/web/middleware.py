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
    """With htmx a lost sign-in, 403 or 404 becomes a sentence; the form on the page is kept."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        htmx: HtmxDetails | None = getattr(request, "htmx", None)
        if not htmx:
            return response
        location = response.headers.get("Location", "")
        if location.startswith(resolve_url(settings.LOGIN_URL)):
            return _sentence(
                401,
                _("Your sign-in has ended. Sign in again in another tab, then try again."),
            )
        refused = {
            403: _("Your role does not allow this."),
            404: _("This is no longer here, or it is not yours."),
        }
        if sentence := refused.get(response.status_code):
            return _sentence(response.status_code, sentence)
        return response

    return middleware


def _sentence(status: int, text: str) -> HttpResponse:
    return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")
