"""A sheet of the student system, and what it names."""

import pytest

from veturi.cooperation.placements.tests.factories import (
    QualificationFactory,
)
from veturi.surfaces.imports.tests.students.brought import HEADER


@pytest.fixture
def qualification(db):
    return QualificationFactory(
        code="361902", record_number="OPH-1-2025", name_fi="Esimerkkialan perustutkinto"
    )


@pytest.fixture
def sheet(listed, mika, qualification):
    def bring(*lines, header=HEADER):
        return listed(header, *lines)

    return bring
