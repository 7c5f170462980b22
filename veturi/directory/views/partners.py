"""A partner's own data: new, edit, archive, sites, pauses, acquaintances, history."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from veturi.directory.access import Act, may
from veturi.directory.actions import naming_others
from veturi.directory.actions import partners as actions
from veturi.directory.forms.partners import (
    AcquaintanceForm,
    NameForm,
    PartnerForm,
    PauseForm,
    SiteForm,
    SuccessionForm,
)
from veturi.directory.look_alikes.partners import alike
from veturi.directory.look_alikes.sites import alike_sites
from veturi.directory.look_alikes.telling import Alike
from veturi.directory.meanwhile import edited, locked
from veturi.directory.models import Partnership, Pause, Site
from veturi.directory.present import PersonRequest
from veturi.directory.telling import told
from veturi.directory.views.editing import locked_partner, partner_field, partner_values
from veturi.foundation.history.models import Change
from veturi.foundation.web.meanwhile import ChangedMeanwhile
from veturi.foundation.web.refusing import refusals_on, require
from veturi.foundation.web.returning import back_of

OTHERS_THERE = gettext_lazy("A site is at this address already. Look before you save.")


def new(request: PersonRequest) -> HttpResponse:
    """A new partner; look-alikes are shown before it is made."""
    require(may(request.person, Act.EDIT_PARTNER, on=request.today))
    start = {"since": request.today, "phase": Partnership.Phase.IDENTIFIED, "owner": request.person}
    proposed = PartnerForm.facts_in(request.GET)
    form = PartnerForm(request.POST or None, person=request.person, initial={**start, **proposed})
    found = []
    if request.method == "POST" and form.is_valid():
        found = alike(request.person, form.cleaned_data)
        if same := next((one for one in found if one.is_same), None):
            form.add_error("business_id", same.sentence())
        elif found and "made_sure" not in request.POST:
            form.add_error(None, _("Is this one of the partners below? Look before you save."))
        else:
            return _add(request, form)
    page = {
        "form": form,
        "alike": found,
        "may_be_another": found and not any(one.is_same for one in found),
    }
    status = 422 if form.errors or found else 200
    return render(request, "directory/partner_form.html", page, status=status)


def _add(request: PersonRequest, form: PartnerForm) -> HttpResponse:
    facts = form.facts()
    new_partner = actions.NewPartner(
        fields=form.own(), tags=form.tag_names, own=form.own_values(), **facts
    )
    try:
        partnership = actions.add_partner(
            new_partner, provider=request.provider, by=request.person, on=request.today
        )
    except actions.PartnerAlready as refusal:
        messages.info(request, str(refusal))
        return redirect(refusal.partnership)
    messages.success(request, _("%(name)s is now a partner.") % {"name": partnership.name})
    return redirect(partnership)


def edit(request: PersonRequest, key: int) -> HttpResponse:
    """The partner's data; public facts are shown but not changed here."""
    partnership = _fetch(request, key)
    require(may(request.person, Act.EDIT_PARTNER, on=request.today))
    organisation = partnership.organisation
    own_facts = organisation.private_to_id == partnership.provider_id
    form = PartnerForm(
        request.POST or None,
        person=request.person,
        facts_are_own=own_facts,
        initial=partner_values(partnership),
    )
    over = edited(
        form,
        partnership,
        provider=request.provider,
        posted=request.POST,
        told_as=partner_field,
    )
    if request.method == "POST" and form.is_valid():
        now = partial(locked_partner, partnership)
        with refusals_on(form, ChangedMeanwhile), over.saving(now):
            actions.edit_partner(
                partnership,
                by=request.person,
                fields=form.own(),
                facts=form.facts() if own_facts else None,
                tags=form.tag_names,
                own=form.own_values(),
            )
            messages.success(request, over.sentence)
            return redirect(back_of(request) or partnership)
    page = {"form": form, "partnership": partnership, "alike": [], "may_be_another": False}
    return render(
        request, "directory/partner_form.html", {**page, "edited": over}, status=over.status
    )


def _fetch(request: PersonRequest, key: int) -> Partnership:
    rows = Partnership.objects.seen_by(request.person).with_names()
    return get_object_or_404(rows, pk=key)


@require_POST
def archive(request: PersonRequest, key: int) -> HttpResponse:
    """Put the partner away; nothing is deleted."""
    partnership = _fetch(request, key)
    require(may(request.person, Act.ARCHIVE, on=request.today))
    actions.archive(partnership, by=request.person, on=request.today)
    messages.success(request, _("Archived. You can restore it on this page."))
    return redirect(partnership)


@require_POST
def restoration(request: PersonRequest, key: int) -> HttpResponse:
    partnership = _fetch(request, key)
    require(may(request.person, Act.ARCHIVE, on=request.today))
    actions.restore(partnership, by=request.person)
    messages.success(request, _("Restored."))
    return redirect(partnership)


def site_new(request: PersonRequest, key: int) -> HttpResponse:
    """A new site."""
    partnership = _fetch(request, key)
    require(may(request.person, Act.EDIT_PARTNER, on=request.today))
    form = SiteForm(request.POST or None, instance=Site(), partnership=partnership)
    found = _others_there(request, form) if form.is_valid() else []
    if found and "made_sure" not in request.POST:
        form.add_error(None, OTHERS_THERE)
    elif form.is_valid():
        with refusals_on(form):
            actions.add_site(partnership, by=request.person, fields=form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect(partnership)
    page = {"form": form, "partnership": partnership, "site": form.instance, "alike": found}
    return render(request, "directory/site_form.html", page, status=422 if form.errors else 200)


def _others_there(request: PersonRequest, form: SiteForm) -> list[Alike]:
    """Sites at the address, unless it is as it was."""
    if not {"address", "postal_code", "place"}.intersection(form.changed_data):
        return []
    return alike_sites(request.person, form.cleaned_data, but=form.instance.pk)


def site(request: PersonRequest, key: int, site_key: int) -> HttpResponse:
    """A site as it is now."""
    partnership = _fetch(request, key)
    require(may(request.person, Act.EDIT_PARTNER, on=request.today))
    there = get_object_or_404(partnership.sites, pk=site_key)
    form = SiteForm(request.POST or None, instance=there, partnership=partnership)
    over = edited(form, there, provider=request.provider, posted=request.POST)
    found = _others_there(request, form) if form.is_valid() else []
    if found and "made_sure" not in request.POST:
        form.add_error(None, OTHERS_THERE)
    elif form.is_valid():
        now = partial(locked, there, SiteForm.Meta.fields)
        with refusals_on(form, ChangedMeanwhile), over.saving(now):
            row = Site.objects.get(pk=site_key)
            actions.edit_site(row, by=request.person, fields=form.cleaned_data)
            messages.success(request, over.sentence)
            return redirect(partnership)
    page = {
        "form": form,
        "partnership": partnership,
        "site": there,
        "alike": found,
        "edited": over,
    }
    return render(request, "directory/site_form.html", page, status=over.status)


def pause(request: PersonRequest, key: int) -> HttpResponse:
    """Not now: by channel, with a reason and the last day."""
    partnership = _fetch(request, key)
    require(may(request.person, Act.EDIT_PARTNER, on=request.today))
    form = PauseForm(request.POST or None, initial={"since": request.today})
    if request.method == "POST" and form.is_valid():
        actions.pause(partnership, by=request.person, **form.cleaned_data)
        messages.success(request, _("The pause is on. Colleagues see the reason."))
        return redirect(partnership)
    page = {"form": form, "partnership": partnership}
    return render(request, "directory/pause_form.html", page, status=422 if form.errors else 200)


@require_POST
def pause_end(request: PersonRequest, key: int) -> HttpResponse:
    row = get_object_or_404(
        Pause.objects.filter(provider=request.provider, partnership__isnull=False), pk=key
    )
    require(may(request.person, Act.EDIT_PARTNER, on=request.today))
    actions.end_pause(row, by=request.person, on=request.today)
    messages.success(request, _("The pause has ended."))
    return redirect("desk:partner", row.partnership_id)


def acquaintance(request: PersonRequest, key: int) -> HttpResponse:
    """I know this partner: how."""
    partnership = _fetch(request, key)
    require(may(request.person, Act.LOG, on=request.today))
    mine = partnership.acquaintances.filter(person=request.person).first()
    form = AcquaintanceForm(request.POST or None, instance=mine)
    if request.method == "POST" and form.is_valid():
        note = form.cleaned_data["note"]
        actions.know(partnership, person=request.person, note=note, on=request.today)
        return redirect(partnership)
    page = {"form": form, "partnership": partnership}
    return render(
        request, "directory/acquaintance_form.html", page, status=422 if form.errors else 200
    )


def name(request: PersonRequest, key: int) -> HttpResponse:
    """Another name that the organisation has or had."""
    partnership = _fetch(request, key)
    require(may(request.person, Act.EDIT_PARTNER, on=request.today))
    form = NameForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        naming_others.add_name(partnership, by=request.person, fields=form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect(partnership)
    page = {"form": form, "partnership": partnership}
    return render(request, "directory/name_form.html", page, status=422 if form.errors else 200)


def succession(request: PersonRequest, key: int) -> HttpResponse:
    """The organisation goes on as another partner of ours."""
    partnership = _fetch(request, key)
    require(may(request.person, Act.EDIT_PARTNER, on=request.today))
    form = SuccessionForm(request.POST or None, partnership=partnership, person=request.person)
    if request.method == "POST" and form.is_valid():
        fields = dict(form.cleaned_data)
        with refusals_on(form, naming_others.NotSucceeded):
            naming_others.succeed(
                partnership, successor=fields.pop("successor"), by=request.person, fields=fields
            )
            messages.success(request, _("Saved."))
            return redirect(partnership)
    page = {"form": form, "partnership": partnership}
    return render(
        request, "directory/succession_form.html", page, status=422 if form.errors else 200
    )


@require_safe
def history(request: PersonRequest, key: int) -> HttpResponse:
    """Who changed which field, when: apart from the timeline of what happened."""
    partnership = _fetch(request, key)
    rows = Change.objects.of(partnership.key).filter(scope=request.scope).select_related("by")
    changes = told(rows[:200], of=Partnership, provider=request.provider)
    page = {"partnership": partnership, "changes": changes}
    return render(request, "directory/history.html", page)
