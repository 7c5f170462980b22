"""Attachments of partners: of one partner, of all, one of them with its preview and its file."""

from datetime import date
from functools import partial
from typing import Any

from django.contrib import messages
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Coalesce
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from veturi.directory.access import Act, may, may_open, opened_by
from veturi.directory.actions import attachments as actions
from veturi.directory.exporting import export
from veturi.directory.forms.attachments import (
    AttachmentFilters,
    DescriptionForm,
    NewAttachmentForm,
)
from veturi.directory.meanwhile import edited, locked
from veturi.directory.models import PartnerAttachment, Partnership, Person
from veturi.directory.present import PersonRequest
from veturi.directory.saved import by_default, shelf
from veturi.directory.telling import told
from veturi.directory.watching import note_download, note_opening
from veturi.foundation.files.previewing import preview_of
from veturi.foundation.files.serving import answer_file, answer_preview
from veturi.foundation.history.models import Change
from veturi.foundation.web.columns import Column
from veturi.foundation.web.listing import Listing
from veturi.foundation.web.meanwhile import ChangedMeanwhile
from veturi.foundation.web.refusing import refusals_on, require

COLUMNS = [
    Column("title", gettext_lazy("Name"), lambda row: row.title),
    Column(
        "partner",
        gettext_lazy("Partner"),
        lambda row: row.partnership.shown.name,
        order="partner_sort",
        html=lambda row: format_html(
            '<a href="{}">{}</a>',
            row.partnership.shown.get_absolute_url(),
            row.partnership.shown.name,
        ),
    ),
    Column("type", gettext_lazy("Type"), lambda row: str(row.type), order="type", group="type_id"),
    Column(
        "since",
        gettext_lazy("Valid from"),
        lambda row: row.since,
        order="since_sort",
        kind="date",
        shown=False,
    ),
    Column(
        "until", gettext_lazy("Valid until"), lambda row: row.until, order="until_sort", kind="date"
    ),
    Column(
        "person",
        gettext_lazy("Whom it concerns"),
        lambda row: str(row.person.shown) if row.person else "",
        shown=False,
    ),
    Column("name", gettext_lazy("File"), lambda row: row.name, shown=False),
    Column(
        "added",
        gettext_lazy("Added"),
        lambda row: timezone.localdate(row.added_at),
        order="added_at",
        kind="date",
    ),
    Column("added_by", gettext_lazy("By whom"), lambda row: str(row.added_by), shown=False),
]
# What has no day stands first of beginnings and last of ends, on both databases.
NEVER, ALWAYS = Value(date(9999, 12, 31)), Value(date(1, 1, 1))


def attachment_listing(person: Person, *, query: QueryDict, on: date) -> Listing:
    """All attachments that the person may open, as the query asks."""
    return Listing(
        query,
        _sortable(opened_by(person, on=on)),
        path=reverse("directory:attachments"),
        columns=COLUMNS,
        filters=AttachmentFilters(query, person=person, on=on),
        default_order="partner_sort",
        may_export=may(person, Act.EXPORT, on=on),
    )


@require_safe
def index(request: PersonRequest) -> HttpResponse:
    """All attachments, to be narrowed by type and by what runs out."""
    if led := by_default(request, of="directory:attachments"):
        return led
    listing = attachment_listing(request.person, query=request.GET, on=request.today)
    if request.GET.get("export"):
        return export(request, listing, attachment_listing, name="liitteet")
    page = {
        "listing": listing,
        "shelf": shelf(request, of="directory:attachments"),
        "may_keep_rules": may(request.person, Act.KEEP_RULES, on=request.today),
    }
    return render(request, "directory/attachments.html", page)


def _sortable(rows: QuerySet[PartnerAttachment]) -> QuerySet[Any]:
    return rows.alias(
        partner_sort=Coalesce(
            F("partnership__absorbed_into__name_sort"), F("partnership__name_sort")
        ),
        since_sort=Coalesce(F("since"), ALWAYS),
        until_sort=Coalesce(F("until"), NEVER),
    )


@require_safe
def of_partner(request: PersonRequest, key: int) -> HttpResponse:
    """What is kept of one partner, and of what was merged into it."""
    partnership = _partner(request, key)
    if partnership.absorbed_into_id:
        return redirect("directory:partner_attachments", partnership.absorbed_into_id)
    rows = opened_by(request.person, on=request.today).of(partnership.pk)
    attachments = list(rows.order_by("type", F("until").asc(nulls_last=True), "pk"))
    page = {
        "partnership": partnership,
        "standing": [row for row in attachments if not row.is_archived],
        "archived": [row for row in attachments if row.is_archived],
        "may_edit": may(request.person, Act.EDIT_PARTNER, on=request.today),
    }
    return render(request, "directory/partner_attachments.html", page)


def _partner(request: PersonRequest, key: int) -> Partnership:
    rows = Partnership.objects.seen_by(request.person).with_names()
    return get_object_or_404(rows, pk=key)


def new(request: PersonRequest, key: int) -> HttpResponse:
    """A file is handed over; what is refused leaves what was typed."""
    partnership = _partner(request, key)
    require(may(request.person, Act.EDIT_PARTNER, on=request.today))
    form = NewAttachmentForm(
        request.POST or None,
        request.FILES or None,
        person=request.person,
        partnership=partnership.shown,
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            brought = actions.NewAttachment(
                partnership, form.cleaned_data["file"], form.described()
            )
            row = actions.attach(brought, by=request.person, at=timezone.now())
            messages.success(request, _("The attachment is kept."))
            return redirect(row)
    page = {"form": form, "partnership": partnership}
    return render(
        request, "directory/attachment_new.html", page, status=422 if form.errors else 200
    )


def _fetch(request: PersonRequest, key: int) -> PartnerAttachment:
    """Of one's own provider, and open to one's role."""
    rows = PartnerAttachment.objects.seen_by(request.person)
    row: PartnerAttachment = get_object_or_404(
        rows.select_related(
            "type", "partnership__absorbed_into", "person__absorbed_into", "added_by"
        ),
        pk=key,
    )
    require(may_open(request.person, row, on=request.today))
    return row


@require_safe
def show(request: PersonRequest, key: int) -> HttpResponse:
    """What it is, how long it holds, how it looks, and what became of it."""
    row = _fetch(request, key)
    note_opening(request, row)
    changes = Change.objects.of(row.key).filter(scope=request.scope).select_related("by")
    page = {
        "attachment": row,
        "partnership": row.partnership.shown,
        "standing": row.standing_on(request.today),
        "has_preview": preview_of(row) is not None,
        "changes": told(changes[:100], of=PartnerAttachment, provider=request.provider),
        "may_edit": may(request.person, Act.EDIT_PARTNER, on=request.today),
    }
    return render(request, "directory/attachment.html", page)


def edit(request: PersonRequest, key: int) -> HttpResponse:
    """Another title, type or time of validity."""
    row = _fetch(request, key)
    require(may(request.person, Act.EDIT_PARTNER, on=request.today))
    form = DescriptionForm(
        request.POST or None,
        instance=row,
        person=request.person,
        partnership=row.partnership.shown,
    )
    over = edited(form, row, provider=request.provider, posted=request.POST)
    if request.method == "POST" and form.is_valid():
        now = partial(locked, row, form.FIELDS)
        with refusals_on(form, ChangedMeanwhile), over.saving(now):
            actions.describe(row, by=request.person, fields=form.described())
            messages.success(request, over.sentence)
            return redirect("directory:attachment", key)
    page = {
        "form": form,
        "attachment": row,
        "partnership": row.partnership.shown,
        "edited": over,
    }
    return render(request, "directory/attachment_edit.html", page, status=over.status)


@require_POST
def archive(request: PersonRequest, key: int) -> HttpResponse:
    """Put away; nothing is deleted."""
    row = _fetch(request, key)
    require(may(request.person, Act.EDIT_PARTNER, on=request.today))
    actions.archive(row, by=request.person, on=request.today)
    messages.success(request, _("Archived. You can restore it on this page."))
    return redirect(row)


@require_POST
def restoration(request: PersonRequest, key: int) -> HttpResponse:
    row = _fetch(request, key)
    require(may(request.person, Act.EDIT_PARTNER, on=request.today))
    actions.restore(row, by=request.person)
    messages.success(request, _("Restored."))
    return redirect(row)


@require_safe
def file(request: PersonRequest, key: int) -> HttpResponse:
    """The file itself, always as an attachment in a sandbox."""
    row = _fetch(request, key)
    answer = answer_file(row)
    note_download(request, row)
    return answer


@require_safe
def preview(request: PersonRequest, key: int) -> HttpResponse:
    """A picture that we drew of it."""
    row = _fetch(request, key)
    answer = answer_preview(row)
    note_opening(request, row)
    return answer
