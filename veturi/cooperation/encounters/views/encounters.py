"""One encounter: page, correction, taking back, files; following a partner."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from veturi.cooperation.encounters import actions
from veturi.cooperation.encounters.access import may_correct
from veturi.cooperation.encounters.forms import AttachmentForm, EncounterForm
from veturi.cooperation.encounters.models import Attachment, Encounter
from veturi.directory.access import Act, may
from veturi.directory.meanwhile import edited
from veturi.directory.models import Partnership, Person
from veturi.directory.present import PersonRequest
from veturi.directory.telling import told
from veturi.foundation.files.serving import answer_file
from veturi.foundation.history.models import Change
from veturi.foundation.web.meanwhile import ChangedMeanwhile
from veturi.foundation.web.refusing import refusals_on, refusals_told, require
from veturi.ledger.kinds import CURRENCY_NAMES
from veturi.ledger.models import Deed


def _fetch(request: PersonRequest, key: int) -> Encounter:
    rows = Encounter.objects.seen_by(request.person).select_related("made_by", "taken_back_by")
    return get_object_or_404(rows, pk=key)


@require_safe
def show(request: PersonRequest, key: int) -> HttpResponse:
    """What happened, what each side gave, and the trace of corrections."""
    encounter = _fetch(request, key)
    rows = Deed.objects.filter(provider=request.provider, source=encounter.key)
    deeds = list(rows.prefetch_related("contributions__confirmation").order_by("number"))
    page = {
        "encounter": encounter,
        "partners": _partners(encounter),
        "presences": encounter.presences.select_related("person"),
        "deeds": deeds,
        "retracted": {deed.retracts_id for deed in deeds},
        "steps": encounter.steps.select_related("promise__owner"),
        "changes": told(
            Change.objects.of(encounter.key).filter(scope=request.scope).select_related("by"),
            of=Encounter,
            provider=request.provider,
        ),
        "form": AttachmentForm(),
        "currencies": CURRENCY_NAMES,
        "may_correct": may_correct(request.person, encounter, on=request.today),
    }
    return render(request, "encounters/show.html", page)


def _partners(encounter: Encounter) -> list[Partnership]:
    return list(
        Partnership.objects.filter(pk__in=encounter.parties.values("partnership")).order_by(
            "name_sort"
        )
    )


def correction(request: PersonRequest, key: int) -> HttpResponse:
    """Mend what was written; the ledger keeps the trace."""
    encounter = _fetch(request, key)
    require(may_correct(request.person, encounter, on=request.today))
    partners = _partners(encounter)
    there = Person.objects.seen_by(request.person).filter(
        positions__partnership__in=partners
    ) | Person.objects.filter(pk__in=encounter.presences.values("person"))
    form = EncounterForm(
        request.POST or None, initial=_written(encounter), people_there=there.distinct()
    )
    over = edited(form, encounter, provider=request.provider, posted=request.POST)
    if request.method == "POST" and form.is_valid():
        now = partial(_locked, encounter)
        with refusals_on(form, actions.NotLogged, ChangedMeanwhile), over.saving(now):
            what = form.logged(partners)
            actions.correct(encounter, what=what, by=request.person, at=timezone.now())
            messages.success(request, _("Corrected. The old version stays in the trace."))
            if over.kept:
                messages.info(request, over.sentence)
            return redirect(encounter)
    page = {"form": form, "encounter": encounter, "partners": partners, "edited": over}
    return render(request, "encounters/correction.html", page, status=over.status)


def _locked(encounter: Encounter) -> dict[str, object]:
    return _written(Encounter.objects.select_for_update().get(pk=encounter.pk))


def _written(encounter: Encounter) -> dict[str, object]:
    fields = {name: getattr(encounter, name) for name in actions.CORRECTABLE}
    present = list(encounter.presences.values_list("person", flat=True))
    return {**fields, "euros": encounter.euros or None, "present": present}


@require_POST
def taking_back(request: PersonRequest, key: int) -> HttpResponse:
    """It did not happen."""
    encounter = _fetch(request, key)
    require(may_correct(request.person, encounter, on=request.today))
    with refusals_told(request, actions.NotLogged):
        actions.take_back(encounter, by=request.person, at=timezone.now())
        messages.success(request, _("Taken back. It no longer counts."))
    return redirect(encounter)


@require_POST
def pin(request: PersonRequest, key: int) -> HttpResponse:
    """Keep on top of the partner's line, or let down again."""
    encounter = _fetch(request, key)
    require(may(request.person, Act.LOG, on=request.today))
    actions.pin(encounter, on=None if encounter.pinned_on else request.today)
    messages.success(
        request, _("Unpinned.") if encounter.pinned_on is None else _("Pinned on top of the line.")
    )
    return redirect(_partners(encounter)[0])


@require_POST
def attachments(request: PersonRequest, key: int) -> HttpResponse:
    """Add a file."""
    encounter = _fetch(request, key)
    require(may_correct(request.person, encounter, on=request.today))
    form = AttachmentForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        actions.attach(encounter, file=file, by=request.person, at=timezone.now())
        messages.success(request, _("The file is kept with the entry."))
    elif "file" in request.FILES:
        messages.error(request, str(form.errors["file"][0]))
    else:
        messages.error(request, _("Choose a file first."))
    return redirect(encounter)


@require_safe
def attachment(request: PersonRequest, key: int) -> HttpResponse:
    """The file, always as an attachment in a sandbox."""
    row = get_object_or_404(Attachment.objects.filter(provider=request.provider), pk=key)
    return answer_file(row)


@require_POST
def following(request: PersonRequest, key: int) -> HttpResponse:
    """Follow a partner, or stop following it."""
    partner = get_object_or_404(Partnership.objects.seen_by(request.person), pk=key)
    if partner.followers.filter(person=request.person).exists():
        actions.unfollow(partner, person=request.person)
        messages.success(request, _("You no longer follow this partner."))
    else:
        actions.follow(partner, person=request.person, on=request.today)
        messages.success(request, _("You follow this partner. Its news come to your desk."))
    return redirect(partner)
