"""A sheet of workplace periods, and whom it names."""

import json
from datetime import date
from io import StringIO
import pytest
from django.core.management import call_command
from django.utils.translation import override
from conftest import NOW
from veturi.cooperation.placements.actions import periods, removing
from veturi.cooperation.placements.models import Interruption, Period
from veturi.cooperation.placements.tests.factories import (
    AgreementFactory,
    PeriodFactory,
    StudentFactory,
    UnitFactory,
)
from veturi.directory.models import Partnership, Person, Site
from veturi.directory.tests.factories import PartnershipFactory, PositionFactory
from veturi.ledger.models import Deed, Promise
from veturi.surfaces.imports.actions import mending
from veturi.surfaces.imports.actions.mending import Mended
from veturi.surfaces.imports.tests.students.brought import PERSONAL, concerns_of, outcomes, said
from veturi.surfaces.imports.tests.walking import address
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
