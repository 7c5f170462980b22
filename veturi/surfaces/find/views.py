"""The search page, and what the palette asks while one types."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from veturi.directory.access import Act, may
from veturi.directory.models import Partnership
from veturi.directory.present import PersonRequest
from veturi.foundation.search.ladder import Rung
from veturi.foundation.search.models import Shelf
from veturi.surfaces.desk.shell import navigation
from veturi.surfaces.find.answers import ICONS, Answer, answers, public_answer, read
from veturi.surfaces.find.doing import doings, pages
from veturi.surfaces.find.doing_learning import learning_doings, learning_places
from veturi.surfaces.find.ranking import Kind
from veturi.surfaces.find.weighing import near_to, ranked

IN_PALETTE = 8
ON_PAGE = 40
LATELY = 6
PAGES = 3
KINDS = (
    ("", _("Everything"), tuple(Shelf)),
    ("partners", _("Organisations"), (Shelf.THING,)),
    ("people", _("Persons"), (Shelf.PERSON,)),
    ("places", _("Sites"), (Shelf.PLACE,)),
    ("entries", _("Entries"), (Shelf.LINE,)),
)
# With their periods; only for who sees students.
STUDENTS = ("students", _("Students"), (Shelf.STUDENT,))


@require_safe
def page(request: PersonRequest) -> HttpResponse:
    """Everything that fits, best first; narrowed to a kind by a link."""
    question = _question(request)
    sees_students = may(request.person, Act.SEE_STUDENTS, on=request.today)
    kinds = (*KINDS, STUDENTS) if sees_students else KINDS
    chosen = next((kind for kind in kinds if kind[0] == request.GET.get("kind")), KINDS[0])
    found = ranked(question, person=request.person, on=request.today, shelves=chosen[2])
    may_edit = may(request.person, Act.EDIT_PARTNER, on=request.today)
    context = {
        "q": question,
        "kinds": kinds,
        "chosen": chosen[0],
        "found": read(found[:ON_PAGE], on=request.today),
        "more": max(0, len(found) - ON_PAGE),
        "public": None if found else public_answer(question, may_edit=may_edit),
        "may_edit": may_edit,
        "doings": [] if chosen[0] else _to_do_and_see(request, question),
    }
    return render(request, "find/page.html", context)


@require_safe
def suggestions(request: PersonRequest) -> HttpResponse:
    """Options for the palette: actions and pages that are meant, then what was found."""
    question = _question(request)
    if question:
        rows = [
            *_to_do_and_see(request, question),
            *answers(question, person=request.person, on=request.today, first=IN_PALETTE),
        ]
    else:
        rows = _lately(request)
    return render(request, "find/suggestions.html", {"rows": rows, "q": question})


def _question(request: PersonRequest) -> str:
    return request.GET.get("q", "").replace("\x00", "").strip()[:200]


def _to_do_and_see(request: PersonRequest, question: str) -> list[Answer]:
    """Acts that are meant, then pages by their names and by other words for them."""
    who, on = request.person, request.today
    items = [
        (item.label, item.url, item.icon)
        for group in navigation(request, counted=False)
        for item in group.items
    ]
    items += [
        (str(_("Notices")), reverse("notices:index"), "bell"),
        (str(_("Settings of notices")), reverse("notices:settings"), "settings"),
    ]
    places = [
        *pages(question, items=items)[:PAGES],
        *learning_places(question, person=who, on=on)[:PAGES],
    ]
    learning = list(learning_doings(question, person=who, on=on))
    # Where a student is meant, partners that only hold the letters are not: Vesa, Ilvesaho.
    least = Rung.FORM if learning else Rung.MISTYPED
    return [
        *learning,
        *doings(question, person=who, on=on, least=least),
        *{one.url: one for one in places}.values(),
    ]


def _lately(request: PersonRequest) -> list[Answer]:
    """Before a letter is typed: the partners one has had to do with last."""
    keys = near_to(request.person)[:LATELY]
    rows = Partnership.objects.seen_by(request.person).standing().filter(pk__in=keys)
    by_key = {row.pk: row for row in rows}
    return [
        Answer("partner", key, row.name, "", row.get_absolute_url(), ICONS[Kind.PARTNER])
        for key in keys
        if (row := by_key.get(key))
    ]
