"""What becomes of each row of a student system's list, and what of it is kept."""

from collections.abc import Iterable, Iterator
from datetime import date

from veturi.foundation.personal_id import looks_like_personal_id
from veturi.surfaces.imports.models import Import, Row
from veturi.surfaces.imports.rules.alike import Why
from veturi.surfaces.imports.rules.findings import worst
from veturi.surfaces.imports.rules.learning.reading import PERSONAL, Learnt
from veturi.surfaces.imports.rules.learning.words import CALLED_OFF

Identity = tuple[object, ...]


def judged(imported: Import, rows: Iterable[Row], *, on: date) -> Iterator[Row]:
    """In the order of the sheet: the first row of a student or period is the one that counts."""
    above: dict[Identity, Row] = {}
    for row in rows:
        learnt, findings = row.learnt(imported, on=on)
        row.severity = worst(findings)
        row.same_as_row = row.same_as_id = None
        row.why, row.proposed = "", Row.Choice.CREATE
        identity = _identity(row, imported, learnt)
        if first := above.get(identity):
            _compare(row, first, imported)
        elif learnt.student is not None and imported.kind == Import.Kind.STUDENTS:
            row.why, row.proposed = Why.NUMBER, Row.Choice.UPDATE
        elif learnt.period is not None:
            row.why, row.proposed = Why.PERIOD, Row.Choice.UPDATE
        elif learnt.more.get("state") == CALLED_OFF:
            row.proposed = Row.Choice.SKIP
        if identity:
            above.setdefault(identity, row)
        if row.choice == Row.Choice.UPDATE and not row.why:
            row.choice = ""
        yield row


def _identity(row: Row, imported: Import, learnt: Learnt) -> Identity:
    """What tells rows of one sheet apart; nothing when a row does not say."""
    texts = row.texts(imported.mapping)
    whose = learnt.student.key if learnt.student else ""
    if imported.kind == Import.Kind.STUDENTS:
        who = whose or texts.get("number", "").strip()
        return (who,) if who else ()
    if unique_id := texts.get("unique_id", "").strip():
        return (unique_id,)
    first = learnt.fields.get("starts_on")
    return (whose, learnt.partner, first) if whose and learnt.partner and first else ()


def _compare(row: Row, first: Row, imported: Import) -> None:
    """The same said twice is left out; what contradicts the row above is asked."""
    row.same_as_row = first.number
    row.why = Why.NUMBER if imported.kind == Import.Kind.STUDENTS else Why.PERIOD
    is_same = row.texts(imported.mapping) == first.texts(imported.mapping)
    row.proposed = Row.Choice.SKIP if is_same else ""


def kept_cells(imported: Import, cells: list[str]) -> list[str]:
    """Only what a field takes is kept, and nothing that looks like a henkilötunnus."""
    taken = {int(column) for column in imported.mapping}
    return [_kept(text) if place in taken else "" for place, text in enumerate(cells)]


def _kept(text: str) -> str:
    return PERSONAL if looks_like_personal_id(text) else text
