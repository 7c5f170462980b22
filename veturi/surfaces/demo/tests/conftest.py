from datetime import date

import pytest

from veturi.surfaces.demo.cast import SIZES
from veturi.surfaces.demo.town import load

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def town(django_db_setup, django_db_blocker):
    """A small town, loaded once for the questions of a module, and taken away with them.

    Whoever asks it is marked `django_db` or takes `db`: by these alone is a database set up.
    """
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        yield load(today=TODAY, size=SIZES["40"], seed=1)
        transaction.set_rollback(True)
