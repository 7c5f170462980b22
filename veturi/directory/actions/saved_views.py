"""Saving, changing and removing a view; pinning it, and opening a list by it."""

from django.db import transaction
from django.http import QueryDict

from veturi.directory.models import DefaultView, Person, PinnedView, SavedView

# What an address holds for one moment only.
PASSING = ("page", "export", "view", "month", "day", "csrfmiddlewaretoken", "chosen")


def save_view(
    *, of: str, page: str, query: str, name: str, shared_with: str, by: Person
) -> SavedView:
    """Save what the list shows now under a name.

    Raises ValidationError when the person has a view of this name on this list.
    """
    view = SavedView(
        provider=by.provider,
        person=by,
        of=of,
        page=page,
        query=lasting(query),
        name=name,
        shared_with=shared_with,
    )
    view.full_clean()
    view.save()
    return view


def lasting(query: str) -> str:
    """The part of an address that makes a view: no empty filters, no page, no export."""
    kept = QueryDict(mutable=True)
    for name, values in QueryDict(query).lists():
        if name not in PASSING and any(values):
            kept.setlist(name, [value for value in values if value])
    return kept.urlencode()


def rename_view(view: SavedView, *, name: str, shared_with: str) -> None:
    """Give the view another name or audience; who no longer sees it loses it from the menu."""
    view.name, view.shared_with = name, shared_with
    view.full_clean()
    view.save(update_fields=["name", "shared_with"])


def update_view(view: SavedView, *, page: str, query: str) -> None:
    """The view shows from now on what the list shows now."""
    view.page, view.query = page, lasting(query)
    view.save(update_fields=["page", "query"])


def remove_view(view: SavedView) -> None:
    view.delete()


def pin(view: SavedView, *, by: Person) -> None:
    PinnedView.objects.get_or_create(view=view, person=by, defaults={"provider": by.provider})


def unpin(view: SavedView, *, by: Person) -> None:
    PinnedView.objects.filter(view=view, person=by).delete()


@transaction.atomic
def open_by(view: SavedView, *, by: Person) -> None:
    """The person opens the list by this view from now on."""
    DefaultView.objects.update_or_create(
        person=by, of=view.of, defaults={"view": view, "provider": by.provider}
    )


def open_plainly(view: SavedView, *, by: Person) -> None:
    DefaultView.objects.filter(view=view, person=by).delete()
