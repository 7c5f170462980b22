"""Students by a few letters of their name or by their number."""

from django.db.models import Q, QuerySet

from veturi.cooperation.placements.models import Student
from veturi.directory.models import Person
from veturi.foundation.text import fold


def find_students(person: Person, text: str) -> QuerySet[Student]:
    """Each word stands somewhere in the name, or the text begins the number."""
    rows = Student.objects.seen_by(person).standing()
    by_name = Q()
    for word in fold(text).split():
        by_name &= Q(name_folded__contains=word)
    return rows.filter(by_name | Q(number__startswith=text.strip()))
