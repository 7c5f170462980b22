"""What is stored about learning at work."""

from veturi.cooperation.placements.models.agreements import Agreement, Signature, Version
from veturi.cooperation.placements.models.cards import Card
from veturi.cooperation.placements.models.doors import Code, Knock, Pass, Stay
from veturi.cooperation.placements.models.newuses import NewUse
from veturi.cooperation.placements.models.periods import (
    Guidance,
    Interruption,
    Period,
    PeriodUnit,
    Readiness,
    Termination,
)
from veturi.cooperation.placements.models.proposals import PlaceProposal
from veturi.cooperation.placements.models.qualifications import Part, Qualification, Unit
from veturi.cooperation.placements.models.responses import Response
from veturi.cooperation.placements.models.rounds import Round, RoundRow
from veturi.cooperation.placements.models.signed_files import SignedFile
from veturi.cooperation.placements.models.students import Student, StudyRightState, Support
from veturi.cooperation.placements.models.surveys import SurveyRun, WorkplaceSurvey
from veturi.cooperation.placements.models.visit_times import VisitTime, VisitWords
from veturi.cooperation.placements.models.visits import PlannedVisit, Visit, VisitPhoto
from veturi.cooperation.placements.models.voices import ContactRequest, ProgressSignal
from veturi.cooperation.placements.models.workplaces import (
    Instructor,
    Offer,
    Suitability,
    SuitableUnit,
)
from veturi.cooperation.placements.models.worries import Worry

__all__ = [
    "Agreement",
    "Card",
    "Code",
    "ContactRequest",
    "Guidance",
    "Instructor",
    "Interruption",
    "Knock",
    "NewUse",
    "Offer",
    "Part",
    "Pass",
    "Period",
    "PeriodUnit",
    "PlaceProposal",
    "PlannedVisit",
    "ProgressSignal",
    "Qualification",
    "Readiness",
    "Response",
    "Round",
    "RoundRow",
    "Signature",
    "SignedFile",
    "Stay",
    "Student",
    "StudyRightState",
    "Suitability",
    "SuitableUnit",
    "Support",
    "SurveyRun",
    "Termination",
    "Unit",
    "Version",
    "Visit",
    "VisitPhoto",
    "VisitTime",
    "VisitWords",
    "WorkplaceSurvey",
    "Worry",
]
