"""Persons: edit, archive, pauses, roles at partners. Their page is the desk's."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from veturi.directory.access import Act, may, may_archive, may_edit
from veturi.directory.actions import people as actions
from veturi.directory.actions.partners import end_pause
from veturi.directory.forms.partners import PauseForm
from veturi.directory.forms.people import (
    ContactForm,
    PersonForm,
    PositionEditForm,
    PositionForm,
)
from veturi.directory.look_alikes.people import alike_people
from veturi.directory.look_alikes.telling import Alike
from veturi.directory.meanwhile import edited, locked
from veturi.directory.models import Partnership, Pause, Person, Position
from veturi.directory.own_fields import own_of
from veturi.directory.present import PersonRequest
from veturi.directory.views.editing import locked_person
from veturi.directory.watching import note_view
from veturi.foundation.web.meanwhile import ChangedMeanwhile
from veturi.foundation.web.refusing import refusals_on, refusals_told, require
from veturi.foundation.web.returning import back_of


def _fetch(request: PersonRequest, key: int) -> Person:
    return get_object_or_404(Person.objects.seen_by(request.person), pk=key)


def edit(request: PersonRequest, key: int) -> HttpResponse:
    person = _fetch(request, key)
    require(may_edit(request.person, person, on=request.today))
    note_view(request, person)
    form = PersonForm(
        request.POST or None,
        instance=person,
        provider=request.person.provider_id,
        initial=own_of(person),
    )
    over = edited(form, person, provider=request.provider, posted=request.POST)
    if request.method == "POST" and form.is_valid():
        now = partial(locked_person, person)
        with refusals_on(form, ChangedMeanwhile), over.saving(now):
            row = Person.objects.get(pk=key)
            actions.edit_person(
                row, by=request.person, fields=form.fields_given(), own=form.own_values()
            )
            messages.success(request, over.sentence)
            return redirect(back_of(request) or person)
    page = {"form": form, "person": person, "edited": over}
    return render(request, "directory/person_form.html", page, status=over.status)


@require_POST
def archive(request: PersonRequest, key: int) -> HttpResponse:
    person = _fetch(request, key)
    require(may_archive(request.person, person, on=request.today))
    with refusals_told(request, actions.LastAdministrator):
        actions.archive_person(person, by=request.person, on=request.today)
        messages.success(request, _("Archived. You can restore it on this page."))
    return redirect(person)


@require_POST
def restoration(request: PersonRequest, key: int) -> HttpResponse:
    person = _fetch(request, key)
    require(may_archive(request.person, person, on=request.today))
    actions.restore_person(person, by=request.person)
    messages.success(request, _("Restored."))
    return redirect(person)


def pause(request: PersonRequest, key: int) -> HttpResponse:
    """Do not contact this person by a channel, for a reason, until a day."""
    person = _fetch(request, key)
    require(may(request.person, Act.EDIT_PERSON, on=request.today))
    form = PauseForm(request.POST or None, initial={"since": request.today})
    if request.method == "POST" and form.is_valid():
        actions.pause_person(person, by=request.person, **form.cleaned_data)
        return redirect(person)
    page = {"form": form, "person": person}
    return render(
        request, "directory/person_pause_form.html", page, status=422 if form.errors else 200
    )


@require_POST
def pause_end(request: PersonRequest, key: int) -> HttpResponse:
    row = get_object_or_404(
        Pause.objects.filter(provider=request.provider, person__isnull=False), pk=key
    )
    require(may(request.person, Act.EDIT_PERSON, on=request.today))
    end_pause(row, by=request.person, on=request.today)
    return redirect("desk:person", row.person_id)


def contact(request: PersonRequest, key: int) -> HttpResponse:
    """A new contact person of a partner: the person and the role in one form."""
    partnership = _partner(request, key)
    require(may(request.person, Act.EDIT_PERSON, on=request.today))
    form = ContactForm(
        request.POST or None,
        provider=request.person.provider_id,
        initial={"since": request.today},
    )
    found: list[Alike] = []
    if request.method == "POST" and form.is_valid():
        given = form.fields_given()
        found = alike_people(request.person, given, at=partnership)
        if found and "made_sure" not in request.POST:
            form.add_error(None, _("Is this one of the persons below? Look before you save."))
        else:
            role = {name: given.pop(name) for name in ("role", "is_main", "since")}
            person = actions.add_contact(
                partnership,
                by=request.person,
                person=given,
                position=role,
                own=form.own_values(),
            )
            messages.success(request, _("%(name)s was added.") % {"name": person})
            return redirect(partnership)
    page = {"form": form, "partnership": partnership, "alike": found}
    return render(request, "directory/contact_form.html", page, status=422 if form.errors else 200)


def position(request: PersonRequest, key: int) -> HttpResponse:
    """Another role for a person that we know already."""
    partnership = _partner(request, key)
    require(may(request.person, Act.EDIT_PERSON, on=request.today))
    form = PositionForm(request.POST or None, person=request.person)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        person = given.pop("person")
        with refusals_on(form):
            actions.give_position(person, partnership=partnership, by=request.person, fields=given)
            return redirect(partnership)
    page = {"form": form, "partnership": partnership}
    return render(request, "directory/position_form.html", page, status=422 if form.errors else 200)


def _partner(request: PersonRequest, key: int) -> Partnership:
    return get_object_or_404(Partnership.objects.seen_by(request.person), pk=key)


def position_edit(request: PersonRequest, key: int) -> HttpResponse:
    """A role at a partner: its title and dates."""
    row = _position(request, key)
    require(may(request.person, Act.EDIT_PERSON, on=request.today))
    form = PositionEditForm(request.POST or None, instance=row)
    over = edited(form, row, provider=request.provider, posted=request.POST)
    if request.method == "POST" and form.is_valid():
        now = partial(locked, row, PositionEditForm.Meta.fields)
        with refusals_on(form, ChangedMeanwhile), over.saving(now):
            there = _position(request, key)
            actions.edit_position(there, by=request.person, fields=form.cleaned_data)
            messages.success(request, over.sentence)
            return redirect(row.person)
    page = {"form": form, "person": row.person, "partnership": row.partnership, "edited": over}
    return render(request, "directory/position_edit_form.html", page, status=over.status)


def _position(request: PersonRequest, key: int) -> Position:
    rows = Position.objects.seen_by(request.person).select_related("person", "partnership")
    return get_object_or_404(rows, pk=key)


@require_POST
def position_end(request: PersonRequest, key: int) -> HttpResponse:
    row = _position(request, key)
    require(may(request.person, Act.EDIT_PERSON, on=request.today))
    actions.end_position(row, by=request.person, on=request.today)
    messages.success(request, _("The role has ended."))
    return redirect(row.person)
