"""The types of a provider's attachments: a list of its own, kept by who keeps rules."""

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from veturi.directory.access import Act, may
from veturi.directory.actions import attachments as actions
from veturi.directory.forms.attachments import AttachmentTypeForm
from veturi.directory.models import AttachmentType
from veturi.directory.present import PersonRequest
from veturi.foundation.web.refusing import refusals_on, require


@require_safe
def index(request: PersonRequest) -> HttpResponse:
    """All types with how many attachments each has."""
    require(may(request.person, Act.KEEP_RULES, on=request.today))
    types = AttachmentType.objects.seen_by(request.person).order_by("pk")
    page = {"types": list(types.annotate(count=Count("attachments")))}
    return render(request, "directory/attachment_types.html", page)


def new(request: PersonRequest) -> HttpResponse:
    require(may(request.person, Act.KEEP_RULES, on=request.today))
    form = AttachmentTypeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.add_type(request.provider, by=request.person, fields=form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("directory:attachment_types")
    return _form_page(request, form)


def edit(request: PersonRequest, key: int) -> HttpResponse:
    """Another name, or for whom."""
    row = _fetch(request, key)
    require(may(request.person, Act.KEEP_RULES, on=request.today))
    form = AttachmentTypeForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.edit_type(row, by=request.person, fields=form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("directory:attachment_types")
    return _form_page(request, form)


def _form_page(request: PersonRequest, form: AttachmentTypeForm) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, "directory/attachment_type_form.html", {"form": form}, status=status)


def _fetch(request: PersonRequest, key: int) -> AttachmentType:
    row: AttachmentType = get_object_or_404(AttachmentType.objects.seen_by(request.person), pk=key)
    return row


@require_POST
def archive(request: PersonRequest, key: int) -> HttpResponse:
    """No longer offered."""
    row = _fetch(request, key)
    require(may(request.person, Act.KEEP_RULES, on=request.today))
    actions.archive_type(row, by=request.person, on=request.today)
    messages.success(request, _("No longer offered. What has this type keeps it."))
    return redirect("directory:attachment_types")


@require_POST
def restoration(request: PersonRequest, key: int) -> HttpResponse:
    row = _fetch(request, key)
    require(may(request.person, Act.KEEP_RULES, on=request.today))
    actions.restore_type(row, by=request.person)
    messages.success(request, _("Restored."))
    return redirect("directory:attachment_types")
