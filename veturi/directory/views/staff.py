"""Settings of a provider: who of ours may do what; which provider and language one sees."""

from allauth.account.forms import ResetPasswordForm
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from veturi.directory import access
from veturi.directory.access import ALLOWED, Act, may
from veturi.directory.actions import people as actions
from veturi.directory.forms.people import GrantForm, StaffForm
from veturi.directory.models import Grant, Person, Role, SecondStepRule
from veturi.directory.present import CHOSEN, PersonRequest
from veturi.directory.reading import has_second_step
from veturi.directory.watching import lookers
from veturi.foundation.web.refusing import refusals_on, refusals_told, require


@require_safe
def staff(request: PersonRequest) -> HttpResponse:
    """Ours, with their roles, and the table role × act as it is in force."""
    require(may(request.person, Act.KEEP_STAFF, on=request.today))
    ours = (
        Person.objects.seen_by(request.person)
        .standing()
        .ours()
        .select_related("user")
        .prefetch_related("grants")
        .annotate(has_second_step=has_second_step())
        .order_by("name_sort")
    )
    page = {
        "ours": ours,
        "rules": SecondStepRule.objects.filter(provider=request.provider)
        .not_over(request.today)
        .order_by("since", "role"),
        "table": [(role, ALLOWED[role]) for role in Role],
        "acts": list(Act),
        "act_names": {act: act.label for act in Act},
    }
    return render(request, "directory/staff.html", page)


@require_safe
def permissions(request: PersonRequest, key: int) -> HttpResponse:
    """What one of ours may do today, act by act."""
    person = get_object_or_404(
        Person.objects.seen_by(request.person).ours().prefetch_related("grants"), pk=key
    )
    require(may(request.person, Act.KEEP_STAFF, on=request.today))
    return _permissions(request, person)


@require_safe
def my_permissions(request: PersonRequest) -> HttpResponse:
    """What I may do today, act by act."""
    return _permissions(request, request.person)


def _permissions(request: PersonRequest, person: Person) -> HttpResponse:
    page = {
        "person": person,
        "is_me": person == request.person,
        "permissions": access.permissions(person, on=request.today),
        "may_keep": may(request.person, Act.KEEP_STAFF, on=request.today),
        "lookers": lookers(person) if person == request.person else [],
    }
    return render(request, "directory/permissions.html", page)


def staff_new(request: PersonRequest) -> HttpResponse:
    """Let one of ours in; a letter with a link to set the password goes out."""
    require(may(request.person, Act.KEEP_STAFF, on=request.today))
    form = StaffForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        role = Role(given.pop("role"))
        # The person and the letter in the outbox, or neither.
        with refusals_on(form, actions.OneOfUsAlready), transaction.atomic():
            person = actions.add_staff(
                request.provider, by=request.person, on=request.today, fields=given, role=role
            )
            _send_link(request, given["email"])
            messages.success(
                request, _("%(name)s was sent a link to set a password.") % {"name": person}
            )
            return redirect("directory:staff")
    page = {"form": form}
    return render(request, "directory/staff_form.html", page, status=422 if form.errors else 200)


def _send_link(request: PersonRequest, email: str) -> None:
    letter = ResetPasswordForm({"email": email})
    if letter.is_valid():
        letter.save(request)


def grant(request: PersonRequest, key: int) -> HttpResponse:
    """A further role for one of ours."""
    person = get_object_or_404(Person.objects.seen_by(request.person).ours(), pk=key)
    require(may(request.person, Act.KEEP_STAFF, on=request.today))
    form = GrantForm(request.POST or None, initial={"since": request.today})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.grant(
            person,
            role=Role(given["role"]),
            by=request.person,
            since=given["since"],
            until=given["until"],
        )
        return redirect("directory:staff")
    page = {"form": form, "person": person}
    return render(request, "directory/grant_form.html", page, status=422 if form.errors else 200)


@require_POST
def grant_end(request: PersonRequest, key: int) -> HttpResponse:
    row = get_object_or_404(Grant.objects.filter(provider=request.provider), pk=key)
    require(may(request.person, Act.KEEP_STAFF, on=request.today))
    with refusals_told(request, actions.LastAdministrator):
        actions.end_grant(row, by=request.person, on=request.today)
    return redirect("directory:staff")


@require_POST
def provider(request: PersonRequest) -> HttpResponse:
    """Change to another provider that one is a person at."""
    key = request.POST.get("provider", "")
    if any(str(person.provider_id) == key for person in request.persons):
        request.session[CHOSEN] = int(key)
    return redirect("desk:home")
