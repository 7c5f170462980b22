"""The workplace is responsible for safety (A15), and work with minors is for the trusted (A16)."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.codes.requirements import Requirement
from veturi.cooperation.placements.rules.case import Form
from veturi.cooperation.placements.rules.law.rows import (
    L531,
    LEARNING,
    OTHER,
    Place,
    Rule,
    Severity,
    Stage,
)

L738 = date(2003, 1, 1)
RECORD_ASKED = frozenset({Form.TRAINING_AGREEMENT, Form.APPRENTICESHIP, Form.PRACTICE})

SAFETY = (
    Rule(
        code="A15",
        paragraph="L531/2017 78 §",
        since=L531,
        forms=LEARNING,
        is_broken=lambda a: a.case.safety_told_on is None,
        sentence=_(
            "The workplace has not been told that it is responsible for safety: deliver the safety "
            "notice at the latest when the agreement is made."
        ),
        field="safety_told_on",
        place=Place.FACTS,
    ),
    Rule(
        code="A15",
        paragraph="L531/2017 78 §",
        since=L531,
        forms=LEARNING,
        is_broken=lambda a: bool(a.case.safety_told_on and not a.case.safety_acknowledged_on),
        severity=Severity.INFO,
        before=Stage.START,
        sentence=_("The workplace has not acknowledged the safety notice: ask it to."),
        field="safety_acknowledged_on",
        place=Place.FACTS,
    ),
    # The workplace has these duties in TET and other practice too; the notice is a courtesy.
    Rule(
        code="A15",
        paragraph="L738/2002 4 §",
        since=L738,
        forms=OTHER,
        is_broken=lambda a: a.case.safety_told_on is None,
        severity=Severity.INFO,
        sentence=_(
            "The workplace gives orientation and tells of hazards: remind it with the safety "
            "notice."
        ),
        field="safety_told_on",
        place=Place.FACTS,
    ),
    Rule(
        code="A16",
        paragraph="L531/2017 82 §",
        since=L531,
        forms=RECORD_ASKED,
        is_broken=lambda a: (
            Requirement.CRIMINAL_RECORD in a.case.requirements and not a.case.record_shown_on
        ),
        severity=Severity.WARN,
        before=Stage.START,
        sentence=_(
            "The work is with minors: ask to be shown the criminal-record extract and write the "
            "day. The extract itself is not kept."
        ),
        field="record_shown_on",
        place=Place.FACTS,
    ),
)
