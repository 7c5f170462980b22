"""What is stored about learning at work."""

from veturi.cooperation.placements.models.agreements import Agreement, Signature, Version
from veturi.cooperation.placements.models.periods import (
    Guidance,
    Interruption,
    Period,
    PeriodUnit,
    Readiness,
    Termination,
)
from veturi.cooperation.placements.models.qualifications import Part, Qualification, Unit
from veturi.cooperation.placements.models.students import Student, StudyRightState, Support
from veturi.cooperation.placements.models.workplaces import (
    Instructor,
    Offer,
    Suitability,
    SuitableUnit,
)

__all__ = [
    "Agreement",
    "Guidance",
    "Instructor",
    "Interruption",
    "Offer",
    "Part",
    "Period",
    "PeriodUnit",
    "Qualification",
    "Readiness",
    "Signature",
    "Student",
    "StudyRightState",
    "Suitability",
    "SuitableUnit",
    "Support",
    "Termination",
    "Unit",
    "Version",
]
