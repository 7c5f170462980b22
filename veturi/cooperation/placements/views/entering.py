"""From a letter to a page: the link's button, the code, and out again."""

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from veturi.cooperation.placements.actions import entering
from veturi.cooperation.placements.forms.doors import DigitsForm
from veturi.cooperation.placements.models import Pass
from veturi.cooperation.placements.models.doors import digest_of
from veturi.cooperation.placements.rules.doors import Purpose, masked
from veturi.cooperation.placements.views.behind import (
    DoorRequest,
    behind_door,
    clear_cookie,
    cookie,
    guarded,
    set_cookie,
    shut,
    spoken,
    visitor,
)

HOME = {
    Purpose.INSTRUCTOR: "placements:door_instructor",
    Purpose.SIGN: "placements:door_signing",
    Purpose.GUARDIAN: "placements:door_signing",
    Purpose.STUDENT: "placements:door_student",
    Purpose.PLACE: "placements:door_place",
}
EVERYBODY = tuple(Purpose)


@csrf_exempt  # the secret in the address is what a forger does not know; no session is made here
@guarded
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, secret: str) -> HttpResponse:
    """The address in the letter. Opening it changes nothing: programs that look at letters do it.

    The page is the same for a link that opens nothing; only the button tells.
    """
    if request.method == "POST":
        response = spoken(_language(secret), request, lambda: _press(request, secret))
    else:
        response = spoken(
            _language(secret), request, lambda: render(request, "placements/door/link.html")
        )
    response["Referrer-Policy"] = "no-referrer"
    return response


def _language(secret: str) -> str:
    row = Pass.objects.filter(digest=digest_of(secret)).values_list("language", flat=True).first()
    return row or "fi"


def _press(request: HttpRequest, secret: str) -> HttpResponse:
    """The secret leaves the address: from here on a cookie holds another one."""
    try:
        key = entering.press(secret, visitor=visitor(request), at=timezone.now())
    except entering.Shut as refusal:
        return shut(request, refusal)
    except entering.TooMany as refusal:
        return shut(request, refusal, status=429)
    return set_cookie(redirect("placements:door_code"), key)


@guarded
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Where the code is typed."""
    stay = entering.at_the_door(cookie(request), at=timezone.now())
    if stay is None:
        return shut(request)
    return spoken(stay.link.language, request, lambda: _code(request))


def _code(request: HttpRequest) -> HttpResponse:
    form = DigitsForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        digits, now = form.cleaned_data["code"], timezone.now()
        try:
            key = entering.enter(cookie(request), digits, visitor=visitor(request), at=now)
        except (entering.WrongCode, entering.Shut) as refusal:
            form.add_error("code", str(refusal))
        except entering.TooMany as refusal:
            form.add_error("code", str(refusal))
            status = 429
        else:
            return set_cookie(redirect("placements:door"), key)
    return _ask(request, form, status=status)


def _ask(request: HttpRequest, form: DigitsForm, *, status: int) -> HttpResponse:
    """The form, and where the latest code went."""
    stay = entering.at_the_door(cookie(request), at=timezone.now())
    latest = stay.codes.order_by("-pk").first() if stay else None
    if latest is None:
        return shut(request)
    page = {
        "form": form,
        "way": latest.way,
        "sent_to": masked(latest.sent_to),
        "is_instead": entering.is_by_mail_instead(latest),
    }
    status = 422 if form.errors and status == 200 else status  # noqa: PLR2004 - HTTP
    return render(request, "placements/door/code.html", page, status=status)


@guarded
@require_POST
def code_again(request: HttpRequest) -> HttpResponse:
    """Another code; the former one ends."""
    stay = entering.at_the_door(cookie(request), at=timezone.now())
    if stay is None:
        return shut(request)
    return spoken(stay.link.language, request, lambda: _send_another(request))


def _send_another(request: HttpRequest) -> HttpResponse:
    try:
        entering.send_another(cookie(request), visitor=visitor(request), at=timezone.now())
    except entering.TooMany as refusal:
        return shut(request, refusal, status=429)
    return redirect("placements:door_code")


@behind_door(*EVERYBODY)
def door(request: DoorRequest) -> HttpResponse:
    """To the page that the link opens."""
    if request.method not in {"GET", "HEAD"}:
        return HttpResponseNotAllowed(["GET"])
    return redirect(HOME[Purpose(request.door.link.purpose)])


@behind_door(*EVERYBODY)
@require_POST
def leave(request: DoorRequest) -> HttpResponse:
    entering.leave(request.door.stay, at=timezone.now())
    return clear_cookie(render(request, "placements/door/left.html"))
