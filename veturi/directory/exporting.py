"""How a list page answers when its list is asked for as a file."""

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from veturi.directory.actions.exports import Lister, ask_export
from veturi.directory.models import Export
from veturi.directory.present import PersonRequest
from veturi.directory.watching import note_export
from veturi.foundation.web.listing import Listing
from veturi.foundation.web.refusing import require

# So many rows are written while one waits; more is a job.
AT_ONCE = 2000


def export(request: PersonRequest, listing: Listing, lister: Lister, *, name: str) -> HttpResponse:
    """Exactly what is filtered, in its order, in the columns shown: at once, or as a job.

    That it was taken out, or asked for, stands in the access log.
    """
    kind = request.GET["export"]
    require(listing.may_export and kind in Export.Kind.values)
    if listing.total <= AT_ONCE:
        answer = listing.export(kind, name=name)
        note_export(request, kind=kind, name=name, rows=listing.total, filters=listing.filters)
        return answer
    with transaction.atomic():
        note_export(request, kind=kind, name=name, rows=listing.total, filters=listing.filters)
        asked = ask_export(
            lister,
            query=request.GET.urlencode(),
            kind=kind,
            name=name,
            total=listing.total,
            by=request.person,
            at=timezone.now(),
        )
    return redirect(asked.job)  # type: ignore[arg-type]  # a job is asked for with it
