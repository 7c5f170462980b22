"""Bringing a set of rows in: decided row by row, written in sets."""

from collections.abc import Sequence
from datetime import datetime

from veturi.foundation.rows import keep
from veturi.surfaces.imports.applying.changing import change_partners, keep_the_rest, set_tags_of
from veturi.surfaces.imports.applying.deciding import decide
from veturi.surfaces.imports.applying.making import make_partners
from veturi.surfaces.imports.applying.parts import add_parts
from veturi.surfaces.imports.applying.peopling import add_people
from veturi.surfaces.imports.applying.telling import tell_contacts, tell_layers
from veturi.surfaces.imports.applying.work import Work
from veturi.surfaces.imports.models import Import, Row

_ENDED = ("outcome", "reason", "partnership", "before", "told")


def bring_in(imported: Import, rows: Sequence[Row], *, at: datetime) -> None:
    """Each row ends with an outcome and, if nothing came of it, with the reason."""
    work = Work.of(imported, rows, at=at)
    decide(work)
    make_partners(work)
    change_partners(work)
    add_parts(work)
    add_people(work)
    set_tags_of(work)
    keep_the_rest(work)
    tell_layers(work)
    tell_contacts(work)
    for plan in work.brought_in:
        plan.end()
    keep(rows, fields=_ENDED)
