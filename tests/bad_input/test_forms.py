"""Every form of learning at work, with values that cannot be: a sentence, and nothing is lost."""

import os
from random import Random

import pytest
from django.db import transaction
from django.urls import get_resolver, reverse

from tests.bad_input.table import BUTTONS, FORMS, PARTS
from tests.bad_input.trial import Trial

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(600)]


@pytest.fixture
def trials(school, sender):
    """Each form of a part by itself: what one has done is undone before the next."""

    def one_by_one(part):
        for name, asked in PARTS[part].items():
            point = transaction.savepoint()
            yield name, Trial(asked, school, sender(asked.behind))
            transaction.savepoint_rollback(point)

    return one_by_one


@pytest.mark.parametrize("part", sorted(PARTS))
def test_what_cannot_be_is_refused_in_a_sentence_and_nothing_is_lost(part, trials):
    """A whole answer is taken; with one thing wrong it is refused; by chance nothing breaks.

    By chance a few are tried here: `VETURI_BY_CHANCE=200` tries more, another seed others.
    """
    times, seed = (int(os.environ.get(f"VETURI_{name}", 1)) for name in ("BY_CHANCE", "SEED"))
    chance, faults = Random(seed), {}
    for name, trial in trials(part):
        found = [*trial.faults_of_whole(), *trial.faults(), *trial.strayed(chance, times=times)]
        if found:
            faults[name] = found

    assert faults == {}


def test_the_outbox_of_a_device_is_answered_in_sentences(school, sender):
    faults = {}
    for name in ("visit_new", "visit_correction", "door_visit_words"):
        asked, point = FORMS[name], transaction.savepoint()
        faults[name] = Trial(asked, school, sender(asked.behind)).faults_by_device()
        transaction.savepoint_rollback(point)

    assert faults == {"visit_new": [], "visit_correction": [], "door_visit_words": []}


def test_every_act_is_in_the_table(things, sender):
    """What is in neither half of it is only looked at."""
    browsers = [sender(), *(sender(one) for one in ("instructor", "sign", "student"))]
    unknown = {}
    for one in get_resolver("veturi.cooperation.placements.urls").url_patterns:
        if one.name in set(FORMS) | BUTTONS:
            continue
        keyed = [1] if "<int:key>" in str(one.pattern) else []
        address = reverse(
            f"placements:{one.name}", args=things.get(f"placements:{one.name}", keyed)
        )
        answers = {browser.post(address).status_code for browser in browsers}
        if 405 not in answers or not answers <= {302, 403, 404, 405}:
            unknown[one.name] = answers

    assert unknown == {}
