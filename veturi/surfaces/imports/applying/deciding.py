"""What becomes of each row: made, brought into a partner that is there, skipped or refused."""

from veturi.directory.models import Partnership
from veturi.surfaces.imports.applying.work import Plan, Reason, Work
from veturi.surfaces.imports.models import Row
from veturi.surfaces.imports.rules.alike import Why


def decide(work: Work) -> None:
    """Close the rows of which nothing comes; give the others their partner if it is there."""
    taken = _taken_ids(work)
    for plan in work.plans:
        if hindrance := _hindrance(plan, taken):
            plan.close(*hindrance)
    _find_targets(work)


def _hindrance(plan: Plan, taken: dict[str, int]) -> tuple[Row.Outcome, Reason] | None:
    row = plan.row
    if row.needs_mending:
        return Row.Outcome.REFUSED, Reason.BAD_CELLS
    if row.is_question:
        return Row.Outcome.SKIPPED, Reason.UNANSWERED
    if row.decision == Row.Choice.SKIP:
        return Row.Outcome.SKIPPED, Reason.CHOSEN
    if row.decision == Row.Choice.CREATE and _is_taken(plan, taken):
        return Row.Outcome.REFUSED, Reason.ID_TAKEN
    return None


def _is_taken(plan: Plan, taken: dict[str, int]) -> bool:
    """Two partners never share a Y-tunnus, whatever was chosen."""
    if plan.row.why == Why.BUSINESS_ID:
        return True
    holder = taken.get(plan.values.business_id)
    return holder is not None and holder != plan.row.same_as_id


def _taken_ids(work: Work) -> dict[str, int]:
    ids = {plan.values.business_id for plan in work.plans} - {""}
    rows = Partnership.objects.filter(
        provider=work.provider, organisation__business_id__in=ids
    ).values_list("organisation__business_id", "pk")
    return dict(rows)


def _find_targets(work: Work) -> None:
    """Partners that are there; a row of the same step is looked up once it has its partner."""
    keys = {key for plan in work.open if (key := plan.row.same_as_id) is not None}
    partners = (
        Partnership.objects.filter(provider=work.provider, pk__in=keys)
        .select_related("organisation", "provider", "owner", "deputy")
        .in_bulk()
    )
    for plan in work.open:
        key = plan.row.same_as_id
        plan.target = partners.get(key) if key is not None else None
        if key is not None and plan.target is None:
            plan.close(Row.Outcome.REFUSED, Reason.TARGET_MISSING)


def partners_of_rows_above(work: Work) -> dict[int, Partnership]:
    """By the numbers of rows to which rows of this step refer."""
    numbers = {one for plan in work.open if (one := plan.row.same_as_row) is not None}
    rows = work.imported.rows.filter(number__in=numbers, partnership__isnull=False)
    above = rows.select_related(
        "partnership__organisation",
        "partnership__provider",
        "partnership__owner",
        "partnership__deputy",
    )
    return {row.number: row.partnership for row in above if row.partnership}
