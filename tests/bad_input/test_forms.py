"""Every form of learning at work, with values that cannot be: a sentence, and nothing is lost."""

import os
from random import Random

import pytest
from django.db import transaction
from django.urls import get_resolver, reverse

from tests.bad_input.forms_in_pages import soup
from tests.bad_input.table import BUTTONS, FORMS, PARTS
from tests.bad_input.trial import Trial

pytestmark = pytest.mark.django_db


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
def test_a_whole_answer_is_taken(part, trials):
    """Else what follows would be refused for another reason than the one that is tried."""
    refused = {
        name: [one.get_text() for one in soup(answer).select(".errors li")]
        for name, trial in trials(part)
        if (answer := trial.whole()).status_code != 302
    }

    assert refused == {}


@pytest.mark.parametrize("part", sorted(PARTS))
def test_what_cannot_be_is_refused_in_a_sentence_and_nothing_is_lost(part, trials):
    faults = {name: found for name, trial in trials(part) if (found := trial.faults())}

    assert faults == {}


@pytest.mark.parametrize("part", sorted(PARTS))
def test_answers_by_chance_break_nothing(part, trials):
    """A few here; `VETURI_BY_CHANCE=200` tries more, another seed others."""
    times, seed = (int(os.environ.get(f"VETURI_{name}", 1)) for name in ("BY_CHANCE", "SEED"))
    chance = Random(seed)
    faults = {
        name: found for name, trial in trials(part) if (found := trial.strayed(chance, times=times))
    }

    assert faults == {}


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
