"""The outbox, for who keeps the staff: what waits, what failed; never what a letter says."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from veturi.directory.access import Act, may
from veturi.directory.present import PersonRequest
from veturi.foundation.mail import actions
from veturi.foundation.mail.models import Letter
from veturi.foundation.web.refusing import require
from veturi.surfaces.notices.reading import letters_of

SHOWN = 100


@require_safe
def letters(request: PersonRequest) -> HttpResponse:
    """Failed ones first, then what waits, then what left last."""
    require(may(request.person, Act.KEEP_STAFF, on=request.today))
    rows = letters_of(request.person)
    page = {
        "failed": rows.failed().order_by("-failed_at", "-pk")[:SHOWN],
        "waiting": rows.waiting().order_by("due_at", "pk")[:SHOWN],
        "sent": rows.filter(sent_at__isnull=False).order_by("-sent_at", "-pk")[:SHOWN],
    }
    return render(request, "notices/letters.html", page)


@require_POST
def sending(request: PersonRequest, key: int) -> HttpResponse:
    """Send a failed letter again."""
    letter: Letter = get_object_or_404(letters_of(request.person), pk=key)
    require(may(request.person, Act.KEEP_STAFF, on=request.today))
    try:
        actions.send_again(letter, by=request.person.user, scope=request.scope, at=timezone.now())
    except actions.NotFailed as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The letter waits to be sent again."))
    return redirect("notices:letters")
