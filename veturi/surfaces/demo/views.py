"""In the demo, and only there: sign in as one of its people with one click."""

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from veturi.foundation.accounts.models import User
from veturi.surfaces.demo.people import PASSWORD, PEOPLE, THINGS_TO_TRY

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@login_not_required
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Who may come in, and what is worth trying."""
    only_in_the_demo()
    context = {"people": PEOPLE, "password": PASSWORD, "things": THINGS_TO_TRY}
    return render(request, "demo/people.html", context)


@login_not_required
@require_POST
def sign_in(request: HttpRequest) -> HttpResponse:
    """Come in as the chosen one."""
    only_in_the_demo()
    chosen = [who for who in PEOPLE if who.email == request.POST.get("email")]
    if not chosen:
        raise Http404
    login(request, get_object_or_404(User, email=chosen[0].email, is_active=True), backend=BACKEND)
    return redirect(settings.LOGIN_REDIRECT_URL)


def only_in_the_demo() -> None:
    if not settings.DEMO:
        raise Http404
