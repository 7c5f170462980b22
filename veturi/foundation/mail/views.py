"""The letters of the demo: a list and one letter."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from veturi.foundation.mail.models import CaughtLetter

NEWEST = 100


@login_not_required
@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    only_in_the_demo()
    newest = CaughtLetter.objects.order_by("-pk")[:NEWEST]
    return render(request, "mail/list.html", {"letters": newest})


@login_not_required
@require_safe
def show(request: HttpRequest, key: int) -> HttpResponse:
    only_in_the_demo()
    letter = get_object_or_404(CaughtLetter, pk=key)
    return render(request, "mail/show.html", {"letter": letter})


def only_in_the_demo() -> None:
    """Letters hold links that sign people in: outside the demo this page does not exist."""
    if not settings.DEMO:
        raise Http404
