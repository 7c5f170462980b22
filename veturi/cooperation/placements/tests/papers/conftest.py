"""A period with everything that a paper can say."""

from datetime import date, time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from veturi.cooperation.placements.printing import (
    pdf_of,
)
from veturi.cooperation.placements.reading.contents import content_of
from veturi.cooperation.placements.rules.words import Paper
from veturi.cooperation.placements.tests.factories import (
    PartFactory,
    PeriodUnitFactory,
    ready,
)
from veturi.cooperation.placements.tests.papers.printed import (
    DAY,
    WRITTEN,
    bare,
    read,
    unsaved,
    without_feet,
)


@pytest.fixture
def period(workshop, otto, mika):
    period = ready(
        workshop,
        instructor=otto,
        teacher=mika,
        goals="Osaa sorvata mittojen mukaan",
        wage_basis="Työehtosopimus, palkkaluokka 3",
        day_begins=time(7),
        day_ends=time(15, 30),
        trial_until=date(2027, 2, 10),
    )
    learnt = PeriodUnitFactory(period=period)
    PartFactory(qualification=period.student.qualification, unit=learnt.unit)
    return period


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(tasks=st.lists(WRITTEN, min_size=1, max_size=5), other=WRITTEN, name=WRITTEN)
def test_no_text_of_the_record_is_lost(period, tasks, other, name):
    content = content_of(period, Paper.TRAINING, language="fi", on=DAY) | {
        "tasks": tasks,
        "other": other,
        "goals": tasks[::-1],
    }
    content["student"]["name"] = name
    version = unsaved(content)
    whole = without_feet(read(pdf_of(version)))

    assert [text for text in (*tasks, other, name) if bare(text) not in whole] == []
