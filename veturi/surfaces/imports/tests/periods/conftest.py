"""A sheet of workplace periods, and whom it names."""

import pytest

from veturi.cooperation.placements.tests.factories import (
    StudentFactory,
)
from veturi.surfaces.imports.tests.periods.brought import BY_HEADER, HEADER


@pytest.fixture
def eetu(college, mika):
    return StudentFactory(
        provider=college, number="S1", given_name="Eetu", family_name="Aho", teacher=mika
    )


@pytest.fixture
def sheet(listed, eetu, workshop, otto):
    """Lines of what differs from the usual row; of the workshop by its own name."""

    def bring(*lines, header=HEADER):
        return listed(header, *(one if isinstance(one, str) else line(**one) for one in lines))

    def line(**given):
        row = {**BY_HEADER, "Työpaikka": workshop.name, "Työpaikkaohjaaja": str(otto)}
        names = {name.lower().replace(" ", "_").replace("-", "_"): name for name in BY_HEADER}
        return ";".join({**row, **{names[name]: text for name, text in given.items()}}.values())

    return bring
