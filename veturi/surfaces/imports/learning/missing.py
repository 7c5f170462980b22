"""Students who are here, but whom a new list of students does not name."""

from veturi.cooperation.placements.models import Student
from veturi.surfaces.imports.models import Import


def students_not_listed(imported: Import) -> list[Student]:
    """Those who stand; they are listed for somebody to look at, and nothing is done to them."""
    if imported.kind != Import.Kind.STUDENTS or imported.reverted_at is not None:
        return []
    listed = _listed(imported, "number") | _listed(imported, "study_right_oid")
    rows = Student.objects.standing().filter(provider=imported.provider_id)
    those = rows.exclude(batch=imported.batch).order_by("name_sort", "pk")
    return [one for one in those if not {one.number, one.study_right_oid} & listed]


def _listed(imported: Import, field: str) -> set[str]:
    rows = imported.rows.only("cells", "fixed", "imported")
    texts = (row.texts(imported.mapping).get(field, "") for row in rows)
    return {text.strip() for text in texts} - {""}
