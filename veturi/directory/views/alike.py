"""The warnings while typing: what may be the same, with the reasons."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from veturi.directory.look_alikes.partners import alike
from veturi.directory.look_alikes.people import alike_people
from veturi.directory.look_alikes.sites import alike_sites
from veturi.directory.look_alikes.telling import Alike
from veturi.directory.models import Partnership
from veturi.directory.present import PersonRequest


@require_safe
def partners(request: PersonRequest) -> HttpResponse:
    """Partners that may be the one that is typed."""
    return _told(request, alike(request.person, request.GET, but=_key(request, "but")))


@require_safe
def people(request: PersonRequest) -> HttpResponse:
    """Persons that may be the one that is typed; at a partner also by nearly the same name."""
    mine = Partnership.objects.seen_by(request.person)
    at = mine.filter(pk=_key(request, "at") or 0).first()
    found = alike_people(request.person, request.GET, at=at, but=_key(request, "but"))
    return _told(request, found)


@require_safe
def sites(request: PersonRequest) -> HttpResponse:
    """Sites at the address that is typed."""
    found = alike_sites(request.person, request.GET, but=_key(request, "but"))
    return _told(request, found, at_address=True)


def _key(request: HttpRequest, name: str) -> int | None:
    text = request.GET.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 19 else None  # noqa: PLR2004 - longer than a key can be


def _told(request: HttpRequest, found: list[Alike], *, at_address: bool = False) -> HttpResponse:
    return render(request, "directory/alike.html", {"alike": found, "at_address": at_address})
