"""Students by name, number or group; periods by who learns and where.

Students stand in the search index. Periods do not: a name that changes anywhere would have to be
written anew in all of them, so the two names are put together when somebody asks. Nothing of the
support that a student needs is ever looked through.
"""

from collections.abc import Iterable, Iterator, Sequence

from django.db.models import Q, QuerySet

from veturi.cooperation.placements.models import Period, Student
from veturi.directory.models import Person, Provider
from veturi.directory.models.providers import scope_of
from veturi.foundation.search.engines import engine
from veturi.foundation.search.keeping import Named
from veturi.foundation.search.models import Shelf
from veturi.foundation.search.texts import Token, marks_of
from veturi.foundation.text import fold, without_controls

# So many bear a common name in a large school; a question names the workplace besides.
NAMESAKES = 1000
# Two letters begin half of all names.
TELLING = 3


def find_students(person: Person, text: str) -> QuerySet[Student]:
    """Each word stands somewhere in the name, or the text begins the number."""
    rows = Student.objects.seen_by(person).standing()
    by_name = Q()
    for word in fold(text).split():
        by_name &= Q(name_folded__contains=word)
    return rows.filter(by_name | Q(number__startswith=without_controls(text).strip()))


def everything_of(provider: Provider) -> Iterator[Named]:
    """All that should stand in the index, for its rebuilding and its audit."""
    yield from named_students(Student.objects.filter(provider=provider).order_by("pk").iterator())


def named_students(students: Iterable[Student]) -> Iterator[Named]:
    """By the name in either order, the group and the own number; who was erased is not found."""
    for one in students:
        if one.erased_on is not None:
            continue
        given, family = one.given_name, one.family_name
        yield Named(
            Shelf.STUDENT,
            one.pk,
            scope_of(one.provider_id),
            [f"{given} {family}", f"{family} {given}", one.group, one.number],
            marks_of(numbers=[one.number] if one.number[:1].isdigit() else []),
        )


def periods_named(tokens: Sequence[Token], *, person: Person) -> QuerySet[Period]:
    """Those whose student some of the words name, and whose workplace all the others do.

    In no order: a database that is asked for one would rather go through all periods.
    """
    by_rest = _students_by_rest(tokens, scope=person.provider.scope)
    if not by_rest:
        return Period.objects.none()
    named = Q()
    for rest, keys in by_rest.items():
        named |= Q(student__in=keys) & _of_workplace(rest)
    rows = Period.objects.seen_by(person).standing().filter(student__erased_on=None)
    everybody = [key for keys in by_rest.values() for key in keys]
    return rows.filter(named, student__in=everybody).order_by()


def _students_by_rest(tokens: Sequence[Token], *, scope: str) -> dict[tuple[Token, ...], list[int]]:
    """Students whom some of the words name, by the words that are left over."""
    telling = [token for token in tokens if len(token.word) >= TELLING]
    if not telling or len(tokens) < 2:  # noqa: PLR2004 - one word for each
        return {}
    some = [f" {form}" for token in telling for form in token.forms]
    found: dict[tuple[Token, ...], list[int]] = {}
    for hit in engine().containing(scope, Shelf.STUDENT, [some], NAMESAKES):
        rest = tuple(one for one in tokens if not any(f" {form}" in hit.text for form in one.forms))
        if rest and len(rest) < len(tokens):
            found.setdefault(rest, []).append(hit.key)
    return found


def _of_workplace(words: Iterable[Token]) -> Q:
    """Its name holds each of the words, in some form; so does that of whoever absorbed it."""
    own, absorbing = Q(), Q()
    for token in words:
        own &= _holds("partnership__name_folded", token)
        absorbing &= _holds("partnership__absorbed_into__name_folded", token)
    return own | absorbing


def _holds(column: str, token: Token) -> Q:
    held = Q()
    for form in token.forms:
        held |= Q(**{f"{column}__contains": form})
    return held
