"""By night what no row names is removed, with its preview; what is named or young stays."""

import os
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from conftest import TODAY
from veturi.foundation.files.sweeping import sweep

pytestmark = pytest.mark.django_db


def lay(name, *, days):
    default_storage.save(name, ContentFile(b"x"))
    then = (timezone.now() - timedelta(days=days)).timestamp()
    os.utime(default_storage.path(name), (then, then))


def test_only_what_no_row_names_is_removed(keep):
    row = keep()
    named = row.file.name
    then = (timezone.now() - timedelta(days=9)).timestamp()
    os.utime(row.file.path, (then, then))
    for name, days in (
        (f"{named}.webp", 9),
        ("kept/aa/orphan", 9),
        ("kept/aa/orphan.webp", 9),
        ("kept/aa/just-now", 0),
        ("imports/not-ours", 9),
    ):
        lay(name, days=days)

    assert sweep(on=timezone.localdate()) == 2

    left = {name for name in default_storage.listdir("kept/aa")[1]}
    assert left - {named.rsplit("/", 1)[-1], f"{named}.webp".rsplit("/", 1)[-1]} == {"just-now"}
    assert default_storage.exists(named) and default_storage.exists(f"{named}.webp")
    assert default_storage.exists("imports/not-ours")


def test_an_empty_storage_is_swept_too(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path

    assert sweep(on=TODAY) == 0
