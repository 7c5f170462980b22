"""A period that runs, and the address of what is done with it."""

import pytest
from django.urls import reverse


@pytest.fixture
def at(period_now):
    return lambda name, *keys: reverse(f"placements:{name}", args=keys or [period_now.pk])


@pytest.fixture
def period_now(running):
    return running
