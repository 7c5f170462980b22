"""Agreements of a period: drawn up, looked at, as a PDF, sent, withdrawn."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST, require_safe

from veturi.cooperation.placements.actions import agreements as actions
from veturi.cooperation.placements.actions.asking import send_out
from veturi.cooperation.placements.actions.periods import NotPossible
from veturi.cooperation.placements.forms.agreements import DrawUpForm, SendingForm, begun_from
from veturi.cooperation.placements.models import Version
from veturi.cooperation.placements.printing import pdf_of
from veturi.cooperation.placements.reading import papers, signers
from veturi.cooperation.placements.reading.contents import content_of
from veturi.cooperation.placements.rules.content import missing
from veturi.cooperation.placements.rules.papers import needed, parties
from veturi.cooperation.placements.rules.wording import LABELS, LISTED, differences, label, said
from veturi.cooperation.placements.rules.words import Paper, Party
from veturi.cooperation.placements.views.periods import fetch
from veturi.cooperation.placements.watching import note_paper
from veturi.directory.access import Act, may
from veturi.directory.models import Person
from veturi.directory.present import PersonRequest
from veturi.foundation.web.downloads import download
from veturi.foundation.web.refusing import refusals_on, refusals_told, require

PDF = "application/pdf"


def new(request: PersonRequest, key: int, paper: str) -> HttpResponse:
    """Draw up a version; after a signed one it is an amendment."""
    period = fetch(request, key)
    require(may(request.person, Act.KEEP_PERIODS, on=request.today))
    if paper not in needed(period.form):
        raise Http404
    wanted, last = Paper(paper), papers.last_terms(period, Paper(paper))
    amends = last is not None and last.agreement.versions.exclude(signed_on=None).exists()
    form = DrawUpForm(
        request.POST or None,
        paper=wanted,
        amends=amends,
        initial=begun_from(last, language=period.student.language),
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with refusals_on(form, NotPossible):
            content = content_of(
                period, wanted, language=given["language"], on=request.today, terms=form.terms
            )
            version = actions.draw_up(
                period,
                wanted,
                content=content,
                language=given["language"],
                why=given.get("why", ""),
                by=request.person,
                at=timezone.now(),
            )
            return redirect(version)
    page = {"form": form, "period": period, "paper": wanted, "amends": amends}
    status = 422 if form.errors else 200
    return render(request, "placements/agreement_new.html", page, status=status)


def fetch_version(request: PersonRequest, key: int) -> Version:
    """The version for whoever sees students; to strangers it is not there."""
    rows = papers.with_signatures(Version.objects.seen_by(request.person)).select_related(
        "made_by",
        "agreement__period__student",
        "agreement__period__instructor__absorbed_into",
        "agreement__period__partnership__absorbed_into",
        "agreement__period__provider",
    )
    version = get_object_or_404(rows, pk=key)
    require(may(request.person, Act.SEE_STUDENTS, on=request.today))
    return version


def kept_version(request: PersonRequest, key: int) -> Version:
    version = fetch_version(request, key)
    require(may(request.person, Act.KEEP_PERIODS, on=request.today))
    return version


@require_safe
def show(request: PersonRequest, key: int) -> HttpResponse:
    """What the version says, what stands in its way, who has signed."""
    version = fetch_version(request, key)
    old = papers.before(version)
    waits = version.signed_on is None and version.withdrawn_at is None
    page = {
        "version": version,
        "period": version.agreement.period,
        "standing": papers.standing_of(version),
        "waits": waits,
        "hindrances": actions.hindrances_to_signing(version, on=request.today) if waits else [],
        "lacking": missing(version.content, Paper(version.agreement.paper)),
        "old": old,
        "differences": differences(old.content, version.content) if old else [],
        "facts": _in_words(version, lists=False),
        "lists": _in_words(version, lists=True),
        "may_keep": may(request.person, Act.KEEP_PERIODS, on=request.today),
        "may_sign": may(request.person, Act.SIGN, on=request.today),
        "ours": Party.PROVIDER,
        "service": settings.SIGNING_SERVICE,
    }
    return render(request, "placements/version.html", page)


def _in_words(version: Version, *, lists: bool) -> list[tuple[str, list[str]]]:
    """What the paper says in its own language: its lists, or all the rest of it."""
    keys = [key for key in LABELS if (key in LISTED) == lists]
    with override(version.language):
        told = [(label(version.content, key), said(version.content, key)) for key in keys]
    return [(name, lines) for name, lines in told if lines]


@require_safe
def pdf(request: PersonRequest, key: int) -> HttpResponse:
    """The paper as we print it."""
    version = fetch_version(request, key)
    note_paper(request, version.key, name_of(version))
    return download(pdf_of(version), name=name_of(version), content_type=PDF)


def name_of(version: Version) -> str:
    """The file's name: paper, student, version."""
    period = version.agreement.period
    with override(version.language):
        paper = Paper(version.agreement.paper).label.replace(" ", "-")
    student = str(period.student).replace(" ", "-")
    return f"{paper}-{student}-v{version.number}.pdf"


def sending(request: PersonRequest, key: int) -> HttpResponse:
    """Say who signs, and ask them."""
    version = kept_version(request, key)
    form = _sending_form(request, version)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form, NotPossible):
            send_out(
                version,
                signers=form.signers(language=version.language),
                by_letter=form.by_letter,
                by=request.person,
                at=timezone.now(),
            )
            messages.success(request, _("Sent. The signatures are followed here."))
            return redirect(version)
    page = {
        "form": form,
        "version": version,
        "period": version.agreement.period,
        "hindrances": actions.hindrances_to_signing(version, on=request.today),
    }
    status = 422 if form.errors else 200
    return render(request, "placements/sending.html", page, status=status)


def _sending_form(request: PersonRequest, version: Version) -> SendingForm:
    period = version.agreement.period
    is_minor = bool(version.content["student"]["is_minor"])
    wanted = parties(Paper(version.agreement.paper), is_minor=is_minor)
    contacts = signers.of_workplace(period, on=request.today)
    ours = signers.ours(request.provider, on=request.today)
    student = period.student
    initial: dict[str, Any] = {
        Party.WORKPLACE: signers.likeliest(contacts),
        Party.PROVIDER: request.person if request.person in ours else ours.first(),
        "student_name": str(student),
        "student_email": student.email,
        "student_phone": student.phone,
        "guardian_name": student.guardian_name,
        "guardian_email": student.guardian_email,
        "guardian_phone": student.guardian_phone,
    }
    return SendingForm(
        request.POST or None,
        parties=wanted,
        ours=ours,
        workplace=_people(contacts),
        initial=initial,
    )


def _people(contacts: list[Person]) -> QuerySet[Person]:
    return Person.objects.filter(pk__in=[one.pk for one in contacts]).order_by("name_sort", "pk")


@require_POST
def withdrawal(request: PersonRequest, key: int) -> HttpResponse:
    """It is not to be signed after all."""
    version = kept_version(request, key)
    with refusals_told(request, NotPossible):
        actions.withdraw(version, by=request.person, at=timezone.now())
        messages.success(request, _("Withdrawn. Draw up a new version when it is time."))
    return redirect(version.agreement.period)
