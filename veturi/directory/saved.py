"""What stands above a list: its other pictures, and the views saved of it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veturi.directory.access import may_keep_view
from veturi.directory.actions.saved_views import lasting
from veturi.directory.models import DefaultView, Person, SavedView
from veturi.directory.present import PersonRequest

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# Each list by its address's name, and the pictures that keep its filter: name, words, icon.
PICTURES: dict[str, tuple[tuple[str, "StrOrPromise", str], ...]] = {
    "directory:partners": (
        ("directory:partners", gettext_lazy("List"), "list"),
        ("directory:board", gettext_lazy("Board"), "square-kanban"),
        ("pictures:map", gettext_lazy("Map"), "map"),
        ("pictures:calendar", gettext_lazy("Calendar"), "calendar-days"),
    ),
    "directory:people": (("directory:people", gettext_lazy("List"), "list"),),
    "directory:attachments": (("directory:attachments", gettext_lazy("List"), "list"),),
    "levels:index": (("levels:index", gettext_lazy("List"), "list"),),
    "reciprocity:index": (("reciprocity:index", gettext_lazy("List"), "list"),),
}


@dataclass(frozen=True, slots=True)
class Link:
    label: "StrOrPromise"
    url: str
    current: bool
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The bar above a list. `current` is the view that is looked at."""

    pictures: list[Link]
    views: list[Link]
    current: SavedView | None
    may_keep: bool
    told: str
    differs: bool
    page: str
    query: str
    save_url: str


def shelf(request: PersonRequest, *, of: str, page: str = "") -> Shelf:
    """The bar of a list, asked by one query."""
    query, page = lasting(request.GET.urlencode()), page or of
    rows = SavedView.objects.seen_by(request.person, on=request.today).filter(of=of)
    used = rows.as_used_by(request.person).select_related("person")
    views = sorted(used, key=lambda view: (not view.is_pinned, view.name, view.pk))
    chosen = request.GET.get("view", "")
    current = next((view for view in views if str(view.pk) == chosen), None)
    plain = Link(_("All"), f"{reverse(of)}?view=", not query and current is None)
    tabs = [Link(view.name, view.get_absolute_url(), view is current) for view in views]
    return Shelf(
        pictures=_pictures(of, page, request.GET.urlencode()),
        views=[plain, *tabs],
        current=current,
        may_keep=current is not None and may_keep_view(request.person, current, on=request.today),
        told=_told(current, request.person) if current else "",
        differs=current is not None and (current.query, current.page) != (query, page),
        page=page,
        query=query,
        save_url=_save_url(of, page, query),
    )


def _told(view: SavedView, person: Person) -> str:
    """Whose the view is and who sees it."""
    if view.person_id != person.pk:
        return _("Made by %(name)s, seen by: %(who)s") % {
            "name": view.person,
            "who": view.get_shared_with_display(),
        }
    return _("Seen by: %(who)s") % {"who": view.get_shared_with_display()}


def _pictures(of: str, page: str, query: str) -> list[Link]:
    """The same filter as other pictures."""
    tail = f"?{query}" if query else ""
    return [
        Link(words, reverse(name) + tail, name == page, icon)
        for name, words, icon in PICTURES[of]
        if len(PICTURES[of]) > 1
    ]


def _save_url(of: str, page: str, query: str) -> str:
    asked = urlencode({"of": of, "page": page, "query": query})
    return f"{reverse('directory:view_new')}?{asked}"


def by_default(request: PersonRequest, *, of: str) -> HttpResponse | None:
    """The view by which the person opens the list, when nothing was asked for."""
    if request.GET:
        return None
    rows = DefaultView.objects.filter(person=request.person, of=of)
    seen = SavedView.objects.seen_by(request.person, on=request.today)
    chosen = rows.filter(view__in=seen).select_related("view").first()
    return redirect(chosen.view) if chosen else None
