"""What people type finds what they mean: the judged questions in a small town."""

import pytest

from bench import judging, questions
from conftest import TODAY
from tests.bench.town import build

pytestmark = pytest.mark.django_db

# A former name is known of a partner only where the town's history is.
ASKED = [one for one in questions.read() if one.group != "former name"]


def test_of_the_judged_questions_nineteen_in_twenty_are_found(college, aino):
    build(ASKED, college=college, on=TODAY, others=300)

    verdicts = judging.judge(ASKED, person=aino, on=TODAY)

    found, asked = judging.rates(verdicts)["all"]
    assert found / asked >= 0.95, [one.judged.query for one in verdicts if not one.is_found]


def test_there_are_three_hundred_and_none_is_asked_twice():
    assert len({one.query for one in questions.read()}) == 300
