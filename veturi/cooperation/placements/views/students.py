"""Students: the list, one student's page, editing, states, the support that few see."""

from datetime import date
from functools import partial

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from veturi.cooperation.placements.actions import students as actions
from veturi.cooperation.placements.forms.students import (
    StateForm,
    StudentFilters,
    StudentForm,
    SupportForm,
)
from veturi.cooperation.placements.models import Period, Student, Support
from veturi.cooperation.placements.reading.beside import noted
from veturi.cooperation.placements.reading.finding import find_students
from veturi.cooperation.placements.reading.travel import home_of
from veturi.cooperation.placements.reading.triad import links_of_student
from veturi.directory.access import Act, may
from veturi.directory.exporting import export
from veturi.directory.meanwhile import edited, locked
from veturi.directory.models import Person
from veturi.directory.present import PersonRequest
from veturi.directory.telling import told
from veturi.foundation.history.models import Change
from veturi.foundation.web.columns import Column
from veturi.foundation.web.listing import Listing
from veturi.foundation.web.meanwhile import ChangedMeanwhile
from veturi.foundation.web.refusing import refusals_on, require
from veturi.foundation.web.returning import back_of

SUGGESTED = 8
COLUMNS = [
    Column("name", gettext_lazy("Name"), str, order="name_sort"),
    Column("number", gettext_lazy("Student number"), lambda row: row.number, order="number"),
    Column(
        "group", gettext_lazy("Student group"), lambda row: row.group, order="group", group="group"
    ),
    Column(
        "qualification",
        gettext_lazy("Qualification"),
        lambda row: row.qualification.name if row.qualification else "",
    ),
    Column(
        "teacher",
        gettext_lazy("Teacher"),
        lambda row: str(row.teacher or ""),
        order="teacher__name_sort",
    ),
    Column(
        "programme",
        gettext_lazy("Education"),
        lambda row: row.get_programme_display(),
        order="programme",
        shown=False,
    ),
    Column("ends", gettext_lazy("Ends"), lambda row: row.ends_on, order="ends_on", kind="date"),
]


def student_listing(person: Person, *, query: QueryDict, on: date) -> Listing:
    """The provider's students, as the query asks."""
    rows = Student.objects.seen_by(person).filter(erased_on=None)
    return Listing(
        query,
        rows.select_related("teacher", "qualification"),
        path=reverse("placements:students"),
        columns=COLUMNS,
        filters=StudentFilters(query, person=person),
        default_order="name_sort",
        may_export=may(person, Act.EXPORT, on=on),
    )


@require_safe
def index(request: PersonRequest) -> HttpResponse:
    require(may(request.person, Act.SEE_STUDENTS, on=request.today))
    listing = student_listing(request.person, query=request.GET, on=request.today)
    if request.GET.get("export"):
        return export(request, listing, student_listing, name="opiskelijat")
    page = {
        "listing": listing,
        "may_keep": may(request.person, Act.KEEP_PERIODS, on=request.today),
    }
    return render(request, "placements/students.html", page)


@require_safe
def suggestions(request: PersonRequest) -> HttpResponse:
    """The students that a few letters find."""
    require(may(request.person, Act.SEE_STUDENTS, on=request.today))
    text = request.GET.get("q", "")[:100]
    rows = find_students(request.person, text).order_by("name_sort")[:SUGGESTED] if text else []
    return render(request, "placements/student_suggestions.html", {"students": rows})


def fetch(request: PersonRequest, key: int) -> Student:
    """The student for whoever sees students; of a stranger's school not there."""
    require(may(request.person, Act.SEE_STUDENTS, on=request.today))
    rows = Student.objects.seen_by(request.person).filter(erased_on=None)
    return get_object_or_404(rows.select_related("teacher", "qualification"), pk=key)


@require_safe
def show(request: PersonRequest, key: int) -> HttpResponse:
    """One student: periods, states, contact data, and for some what support is needed."""
    student = fetch(request, key)
    may_see_support = may(request.person, Act.SEE_SUPPORT, on=request.today)
    page = {
        "student": student,
        "periods": _periods(student, request.today),
        "proposals": student.place_proposals.order_by("-made_at", "-pk"),
        "home": home_of(student),
        "links": links_of_student(student, at=timezone.now()),
        "states": student.states.order_by("-since"),
        "cards": student.cards.standing().order_by("requirement", "-shown_on"),
        "support": _support(student) if may_see_support else None,
        "may_see_support": may_see_support,
        "may_keep": may(request.person, Act.KEEP_PERIODS, on=request.today),
        "registers": noted(student, on=request.today),
        "changes": told(
            Change.objects.of(student.key).filter(scope=request.scope).select_related("by"),
            of=Student,
            provider=request.provider,
        ),
    }
    return render(request, "placements/student.html", page)


def _periods(student: Student, on: date) -> list[tuple[Period, str]]:
    rows = student.periods.shown().prefetch_related("interruptions").order_by("-starts_on")
    return [(row, row.state_on(on)) for row in rows]


def _support(student: Student) -> Support | None:
    return Support.objects.filter(student=student).first()


def new(request: PersonRequest) -> HttpResponse:
    require(may(request.person, Act.KEEP_PERIODS, on=request.today))
    form = StudentForm(request.POST or None, person=request.person, on=request.today)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            student = actions.add_student(
                actions.NewStudent(form.cleaned_data),
                provider=request.provider,
                by=request.person,
                at=timezone.now(),
            )
            messages.success(request, _("%(name)s was added.") % {"name": student})
            return redirect(student)
    page = {"form": form, "student": None}
    status = 422 if form.errors else 200
    return render(request, "placements/student_form.html", page, status=status)


def edit(request: PersonRequest, key: int) -> HttpResponse:
    student = fetch(request, key)
    require(may(request.person, Act.KEEP_PERIODS, on=request.today))
    form = StudentForm(
        request.POST or None, instance=student, person=request.person, on=request.today
    )
    over = edited(form, student, provider=request.provider, posted=request.POST)
    if request.method == "POST" and form.is_valid():
        now = partial(locked, student, form.fields)
        with refusals_on(form, ChangedMeanwhile), over.saving(now):
            row = Student.objects.get(pk=key)
            actions.edit_student(row, by=request.person, fields=form.cleaned_data)
            messages.success(request, over.sentence)
            return redirect(back_of(request) or student)
    page = {"form": form, "student": student, "edited": over}
    return render(request, "placements/student_form.html", page, status=over.status)


def state(request: PersonRequest, key: int) -> HttpResponse:
    """From a day on the study right is in another state, or funded otherwise."""
    student = fetch(request, key)
    require(may(request.person, Act.KEEP_PERIODS, on=request.today))
    form = StateForm(request.POST or None, initial={"since": request.today, "funding": "1"})
    if request.method == "POST" and form.is_valid():
        actions.set_state(student, by=request.person, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect(back_of(request) or student)
    page = {"form": form, "student": student}
    status = 422 if form.errors else 200
    return render(request, "placements/state_form.html", page, status=status)


def support(request: PersonRequest, key: int) -> HttpResponse:
    """What support is needed: for whoever may see it, and for nobody else."""
    student = fetch(request, key)
    require(may(request.person, Act.SEE_SUPPORT, on=request.today))
    form = SupportForm(request.POST or None, instance=_support(student))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.give_support(student, by=request.person, fields=form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect(back_of(request) or student)
    page = {"form": form, "student": student}
    status = 422 if form.errors else 200
    return render(request, "placements/support_form.html", page, status=status)


@require_POST
def putting_away(request: PersonRequest, key: int) -> HttpResponse:
    """Out of the lists, or back into them."""
    student = fetch(request, key)
    require(may(request.person, Act.KEEP_PERIODS, on=request.today))
    if student.archived_on is None:
        actions.put_away(student, by=request.person, on=request.today)
        messages.success(request, _("Put away. You can bring the student back on this page."))
    else:
        actions.take_again(student, by=request.person)
        messages.success(request, _("Restored."))
    return redirect(student)
