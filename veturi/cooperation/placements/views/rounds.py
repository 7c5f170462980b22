"""Agreements of many periods: chosen, drawn up and sent by a job, printed in one go."""

from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from veturi.cooperation.placements.actions.periods import NotPossible
from veturi.cooperation.placements.actions.rounds import MOST, ask_round
from veturi.cooperation.placements.forms.rounds import RoundFilters, RoundForm
from veturi.cooperation.placements.models import Period, Round, Version
from veturi.cooperation.placements.printing import pdfs_of
from veturi.cooperation.placements.reading import signers
from veturi.cooperation.placements.reading.papers import next_papers
from veturi.cooperation.placements.views.agreements import name_of
from veturi.cooperation.placements.watching import note_paper
from veturi.directory.access import Act, may
from veturi.directory.present import PersonRequest
from veturi.foundation.web.downloads import download
from veturi.foundation.web.fields import keys_in
from veturi.foundation.web.refusing import refusals_on, require

LATEST = 10


def index(request: PersonRequest) -> HttpResponse:
    """Choose the periods, say what their agreements say, and ask for them."""
    require(may(request.person, Act.KEEP_PERIODS, on=request.today))
    filters = RoundFilters(request.GET)
    rows = filters.narrow(Period.objects.seen_by(request.person), on=request.today)
    ours = signers.ours(request.provider, on=request.today)
    mine = request.person if request.person in ours else ours.first()
    form = RoundForm(request.POST or None, ours=ours, initial={"ours": mine})
    chosen = keys_in(request.POST.getlist("chosen"))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form, NotPossible):
            periods = _seen(request, chosen)
            asked = ask_round(periods, wanted=form.wanted, by=request.person, at=timezone.now())
            return redirect(asked.job or asked)
    page = {
        "filters": filters,
        "is_filtered": any(request.GET.get(name) for name in filters.fields),
        "form": form,
        "total": rows.count(),
        "most": MOST,
        "periods": _shown(rows),
        "chosen": set(chosen),
        "rounds": Round.objects.seen_by(request.person)
        .select_related("made_by")
        .order_by("-pk")[:LATEST],
    }
    return render(request, "placements/rounds.html", page, status=422 if form.errors else 200)


def _seen(request: PersonRequest, keys: list[int]) -> list[Period]:
    return list(Period.objects.seen_by(request.person).filter(pk__in=keys).order_by("pk"))


def _shown(rows: QuerySet[Period]) -> list[tuple[Period, object]]:
    """The periods with their paper that is next."""
    shown = list(rows.shown().order_by("student__group", "student__name_sort", "pk")[:MOST])  # type: ignore[attr-defined]
    next_ones = next_papers(shown)
    return [(period, next_ones[period.pk]) for period in shown]


def _fetch(request: PersonRequest, key: int) -> Round:
    rows = Round.objects.seen_by(request.person).select_related("job", "made_by")
    row: Round = get_object_or_404(rows, pk=key)
    require(may(request.person, Act.KEEP_PERIODS, on=request.today))
    return row


@require_safe
def show(request: PersonRequest, key: int) -> HttpResponse:
    """What became of each: whom it was sent to, or why not."""
    row = _fetch(request, key)
    rows = list(
        row.rows.select_related(
            "period__student", "period__partnership__absorbed_into", "version"
        ).order_by("period__student__name_sort", "pk")
    )
    page = {
        "round": row,
        "refused": [one for one in rows if one.refused],
        "made": [one for one in rows if one.version_id],
        "left": [one for one in rows if one.done_at is None],
    }
    return render(request, "placements/round.html", page)


@require_safe
def pdfs(request: PersonRequest, key: int) -> HttpResponse:
    """All its papers in one ZIP, to be printed."""
    row = _fetch(request, key)
    keys = row.rows.exclude(version=None).values("version")
    versions = list(
        Version.objects.filter(pk__in=keys)
        .select_related("agreement__period__student")
        .order_by("agreement__period__student__name_sort", "pk")
    )
    if not versions:
        raise Http404
    name = _("agreements-%(key)s.zip") % {"key": row.pk}
    for version in versions:
        note_paper(request, version.key, name_of(version))
    return download(_zipped(versions), name=name, content_type="application/zip")


def _zipped(versions: list[Version]) -> bytes:
    """Numbered, so that two of one name are two files; PDFs are packed in themselves."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as archive:
        for number, (version, content) in enumerate(
            zip(versions, pdfs_of(versions), strict=True), 1
        ):
            archive.writestr(f"{number:03d}-{name_of(version)}", content)
    return out.getvalue()
