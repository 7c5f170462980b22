"""Who is here: the request carries the person, the provider and the day."""

from collections.abc import Callable
from datetime import date
from operator import attrgetter
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django_htmx.middleware import HtmxDetails

from veturi.directory.models import Person, Provider
from veturi.directory.reading import lacks_second_step

CHOSEN = "provider"


class PersonRequest(HttpRequest):
    person: Person
    provider: Provider
    persons: list[Person]
    scope: str
    today: date
    lacks_second_step: bool
    htmx: HtmxDetails


class WhoIsHere:
    """Find the signed-in user's person at the provider chosen in the session.

    Whoever has no role anywhere today is told so, except on the pages open to all.
    """

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.answer = answer

    def __call__(self, request: PersonRequest) -> HttpResponseBase:
        request.today = timezone.localdate()
        request.scope = ""
        request.lacks_second_step = False
        request.persons = []
        if request.user.is_authenticated:
            _seat(request)
        return self.answer(request)

    def process_view(
        self, request: PersonRequest, view: Any, _args: Any, _kwargs: Any
    ) -> HttpResponseBase | None:
        needs_role = getattr(view, "login_required", True) and not view.__module__.startswith(
            "allauth."
        )
        if needs_role and request.user.is_authenticated and not request.scope:
            return render(request, "directory/no_role.html", status=403)
        return None


def _seat(request: PersonRequest) -> None:
    everywhere = (
        Person.objects.standing()
        .filter(user=request.user.pk)
        .select_related("provider")
        .prefetch_related("grants")
        .order_by("provider__name")
        .annotate(lacks_second_step=lacks_second_step(on=request.today))
    )
    chosen = request.session.get(CHOSEN)
    welcome = [person for person in everywhere if person.roles_on(request.today)]
    request.persons = list(welcome)
    request.lacks_second_step = any(map(attrgetter("lacks_second_step"), welcome))
    for person in [p for p in welcome if p.provider_id == chosen] or welcome[:1]:
        request.person = person
        request.provider = person.provider
        request.scope = person.provider.scope
