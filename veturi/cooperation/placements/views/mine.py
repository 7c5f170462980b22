"""My students: whom a teacher has at work, before it, after it, and without a place."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from veturi.cooperation.placements.forms.mine import TeacherForm
from veturi.cooperation.placements.forms.students import teachers
from veturi.cooperation.placements.reading.mine import looked_after, rows_of
from veturi.cooperation.placements.reading.proposals import waiting_for
from veturi.cooperation.placements.rules.groups import Group
from veturi.directory.access import Act, may
from veturi.directory.models import Person
from veturi.directory.present import PersonRequest
from veturi.foundation.web.fields import keys_in
from veturi.foundation.web.refusing import require


@require_safe
def my_students(request: PersonRequest) -> HttpResponse:
    """One's own; a coordinator may look at another teacher's."""
    require(may(request.person, Act.SEE_STUDENTS, on=request.today))
    teacher = _teacher(request)
    looked = looked_after(teacher, on=request.today)
    sees_support = may(request.person, Act.SEE_SUPPORT, on=request.today)
    page = {
        "teacher": teacher,
        "is_own": teacher.pk == request.person.pk,
        "groups": list(Group),
        "counts": looked.counts,
        "rows": rows_of(looked, sees_support=sees_support, on=request.today),
        "without": looked.without,
        "proposals": waiting_for(teacher, on=request.today),
        "may_keep": may(request.person, Act.KEEP_PERIODS, on=request.today),
        "choice": TeacherForm(request.GET, person=request.person)
        if _may_look_at_others(request)
        else None,
    }
    return render(request, "placements/my_students.html", page)


def _teacher(request: PersonRequest) -> Person:
    """Whose students are asked for: one's own without a word, another's with the right to."""
    keys = keys_in(request.GET.getlist("teacher"))
    if not keys or keys == [request.person.pk]:
        return request.person
    require(_may_look_at_others(request))
    return get_object_or_404(teachers(request.person), pk=keys[0])


def _may_look_at_others(request: PersonRequest) -> bool:
    """Whoever puts right what others wrote coordinates."""
    return may(request.person, Act.CORRECT_ANY, on=request.today)
