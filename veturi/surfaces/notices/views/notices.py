"""One's own notices: the list, reading, mutes, wishes."""

from datetime import timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from veturi.directory.models import Partnership
from veturi.directory.present import PersonRequest
from veturi.foundation.web.columns import Page
from veturi.surfaces.notices import actions, reading
from veturi.surfaces.notices.forms import MuteForm, MuteKindForm, WishForm
from veturi.surfaces.notices.kinds import Kind
from veturi.surfaces.notices.models import Mute, Notice, Wish

A_PAGE = 50
MONTH = timedelta(days=30)


@require_safe
def index(request: PersonRequest) -> HttpResponse:
    """Unread first; looking at them changes nothing."""
    rows = Paginator(reading.notices_of(request.person), A_PAGE).get_page(request.GET.get("page"))
    page = {
        "notices": reading.shown(list(rows.object_list), to=request.person),
        "unread": reading.unread_count(request.person),
        "pages": Page(
            rows.number,
            rows.paginator.num_pages,
            f"?page={rows.number - 1}" if rows.has_previous() else None,
            f"?page={rows.number + 1}" if rows.has_next() else None,
        ),
    }
    return render(request, "notices/index.html", page)


@require_POST
def reading_one(request: PersonRequest, key: int) -> HttpResponse:
    notice = get_object_or_404(Notice.objects.of(request.person), pk=key)
    actions.read(notice, at=timezone.now())
    return redirect("notices:index")


@require_POST
def reading_all(request: PersonRequest) -> HttpResponse:
    actions.read_all(request.person, at=timezone.now())
    messages.success(request, _("Everything is read."))
    return redirect("notices:index")


def mute_partner(request: PersonRequest, key: int) -> HttpResponse:
    """Hear nothing of a partner for a while."""
    partner = get_object_or_404(Partnership.objects.seen_by(request.person), pk=key)
    form = MuteForm(request.POST or None, initial={"until": request.today + MONTH})
    if request.method == "POST" and form.is_valid():
        actions.mute(request.person, partner=partner, until=form.cleaned_data["until"])
        messages.success(request, _("%(what)s is mute.") % {"what": partner.name})
        return redirect("notices:settings")
    page = {"form": form, "partnership": partner}
    return render(request, "notices/mute_partner.html", page, status=422 if form.errors else 200)


def mute_kind(request: PersonRequest) -> HttpResponse:
    """Hear nothing of a kind for a while."""
    start = {"kind": request.GET.get("kind"), "until": request.today + MONTH}
    form = MuteKindForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        kind = Kind(form.cleaned_data["kind"])
        actions.mute(request.person, kind=kind, until=form.cleaned_data["until"])
        messages.success(request, _("%(what)s is mute.") % {"what": f"“{kind.label}”"})
        return redirect("notices:settings")
    page = {"form": form}
    return render(request, "notices/mute_kind.html", page, status=422 if form.errors else 200)


@require_POST
def mute_end(request: PersonRequest, key: int) -> HttpResponse:
    row = get_object_or_404(Mute.objects.of(request.person), pk=key)
    actions.end_mute(row)
    messages.success(request, _("You are told of it again."))
    return redirect("notices:settings")


def settings(request: PersonRequest) -> HttpResponse:
    """Where each kind is told, how often a letter comes, what is mute."""
    form = WishForm(request.POST or None, initial=_wished(request))
    if request.method == "POST" and form.is_valid():
        actions.wish(request.person, **form.wishes())
        messages.success(request, _("Saved."))
        return redirect("notices:settings")
    page = {"form": form, "mutes": list(reading.mutes_of(request.person))}
    return render(request, "notices/settings.html", page, status=422 if form.errors else 200)


def _wished(request: PersonRequest) -> dict[str, object]:
    letter = reading.letter_wish(request.person)
    wishes = Wish.objects.filter(person=request.person)
    where = dict(wishes.values_list("kind", "where"))
    return {"often": letter.often, "quiet_until": letter.quiet_until, **where}
