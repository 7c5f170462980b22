"""Asking for work, as the tests do."""

from datetime import UTC, datetime

from veturi.foundation.history.models import Change
from veturi.foundation.jobs import actions

NOON = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
STEPS = "veturi.foundation.jobs.tests.steps."


def asked(step="leave_a_row", *, key="try", total=5, scope="opisto", by=None):
    return actions.ask(
        STEPS + step,
        key=key,
        scope=scope,
        title="A long work",
        argument="",
        total=total,
        by=by,
        at=NOON,
        result_url="/result/",
    )


def rows_of(job):
    """The steps that left their row, in order."""
    rows = Change.objects.filter(subject=f"jobs.job:{job.key}").order_by("pk")
    return [int(new) for new in rows.values_list("new", flat=True)]
