"""What is looked at and what leaves the house: noted in the trail."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.forms.widgets import ChoiceWidget
from django.utils import timezone
from django.utils.translation import gettext as _

from veturi.directory.models import PartnerAttachment, Person
from veturi.directory.present import PersonRequest
from veturi.foundation.trail.actions import Step, leave, leave_many, leave_once
from veturi.foundation.trail.models import Trace, What

if TYPE_CHECKING:
    from django.forms import BoundField, Form

A_WHILE = timedelta(hours=1)
LONGEST_WORDS = 500
LATEST = 30


def note_view(request: PersonRequest, person: Person) -> None:
    """Somebody looks at a person: told once an hour; one's own page is one's own affair."""
    if person.pk == request.person.pk:
        return
    viewed = Step(
        What.VIEWED,
        request.scope,
        request.person.user,
        timezone.now(),
        subject=person.key,
        label=str(person),
    )
    leave_once(viewed, within=A_WHILE)


def note_opening(request: PersonRequest, row: PartnerAttachment) -> None:
    """Somebody looks at an attachment or its picture: told once an hour."""
    leave_once(_of_file(What.FILE_OPENED, request, row), within=A_WHILE)


def note_download(request: PersonRequest, row: PartnerAttachment) -> None:
    """The file itself leaves the house: told each time."""
    leave_many([_of_file(What.FILE_TAKEN, request, row)])


def _of_file(what: What, request: PersonRequest, row: PartnerAttachment) -> Step:
    """The attachment, and whose it is."""
    owners = [row.partnership.shown, *([row.person.shown] if row.person else [])]
    return Step(
        what,
        request.scope,
        request.person.user,
        timezone.now(),
        subject=row.key,
        label=row.title,
        details={"of": [str(owner) for owner in owners]},
    )


def lookers(person: Person) -> list[tuple[datetime, str]]:
    """Who of ours has looked at the person's page, the latest first."""
    views = Trace.objects.views_of(person.key, scope=person.provider.scope)
    found = [(one.at, one.by_id) for one in views[:LATEST]]
    users = {key for _at, key in found}
    ours = Person.objects.filter(provider=person.provider_id, user__in=users)
    names = {one.user_id: str(one) for one in ours}
    return [(at, names.get(key, _("somebody no longer with us"))) for at, key in found]


def note_export(
    request: PersonRequest, *, rows: int, kind: str, name: str, filters: "Form | None" = None
) -> None:
    """Which list, how it was narrowed, how many rows, in which form."""
    page = request.resolver_match
    narrowed = "; ".join(in_words(filters)) if filters else ""
    leave(
        What.EXPORTED,
        scope=request.scope,
        by=request.person.user,
        subject=f"{page.app_name}.list:{page.url_name}" if page else "",
        label=name,
        details={"rows": rows, "format": kind, "filter": narrowed},
    )


def in_words(filters: "Form") -> Iterator[str]:
    """The filters that are set, as their labels say them."""
    for bound in filters:
        if words := ", ".join(_chosen(bound)):
            yield f"{bound.label}: {words}"[:LONGEST_WORDS]


def _chosen(bound: "BoundField") -> list[str]:
    """The labels of what was chosen, else what was typed."""
    if isinstance(bound.field.widget, ChoiceWidget):
        options = [part.data for part in bound.subwidgets]
        return [str(one["label"]) for one in options if one["selected"] and one["value"]]
    value = bound.value()
    if value is True:
        return [_("yes")]
    text = str(getattr(value, "text", value) or "").strip()
    return [text] if text else []
