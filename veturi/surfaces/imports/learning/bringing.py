"""Bringing a set of rows in; each ends with an outcome and, if nothing came of it, the reason."""

from collections.abc import Sequence
from datetime import datetime

from veturi.foundation.rows import keep
from veturi.surfaces.imports.learning.periods import bring_periods
from veturi.surfaces.imports.learning.plans import Work
from veturi.surfaces.imports.learning.students import bring_students
from veturi.surfaces.imports.models import Import, Row


def bring_in(imported: Import, rows: Sequence[Row], *, at: datetime) -> None:
    for row in rows:
        row.imported = imported
    work = Work.of(imported, rows, at=at)
    work.decide()
    bring = bring_students if imported.kind == Import.Kind.STUDENTS else bring_periods
    bring(work)
    for plan in work.plans:
        plan.end()
    keep(rows, fields=("outcome", "reason", "before", "told"))
