"""Forms of students, of periods from proposal to end, of worries and new uses."""

from typing import Any

from tests.bad_input.asked import Asked, at, day, turned
from tests.bad_input.school import School


def _student(school: School) -> dict[str, Any]:
    return {"given_name": "Helmi", "family_name": "Uusi", "number": "S99999"}


def _period(school: School) -> dict[str, Any]:
    picked = {name: school.keys[name] for name in ("student", "partnership", "instructor")}
    return {**picked, "form": "training_agreement", "starts_on": day(30), "ends_on": day(60)}


def _termination(school: School) -> dict[str, Any]:
    return {
        "ground": "mutual",
        "on": day(),
        "see_to_it": school.keys["teacher"],
        "see_to_it_by": day(9),
    }


STUDENTS: dict[str, Asked] = {
    "student_new": Asked(
        at("student_new"),
        _student,
        contradictions=(
            *turned("starts_on", "ends_on"),
            lambda s: {"number": s.things["student"].number},
            lambda _s: {"number": "".join(("010203", "A", "123B"))},
        ),
    ),
    "student_card": Asked(
        at("student_card", "student"),
        lambda _s: {"requirement": "hygiene_pass", "shown_on": day(-1), "valid_until": day(400)},
        contradictions=(
            lambda _s: {"valid_until": day(-2)},
            lambda _s: {"shown_on": day(1)},
            lambda _s: {"requirement": "aids_driving"},
        ),
    ),
    "student_edit": Asked(
        at("student_edit", "student"),
        contradictions=(
            *turned("starts_on", "ends_on"),
            lambda s: {"number": s.things["other_student"].number},
        ),
    ),
    "student_state": Asked(at("student_state", "student"), lambda _s: {"state": "loma"}),
    "student_support": Asked(
        at("student_support", "student"),
        lambda _s: {"needs": "Aikaa"},
        contradictions=(lambda _s: {"is_demanding": "on"},),
    ),
    "worry_new": Asked(
        at("worry_new", "period"),
        lambda _s: {"text": "Poissa", "severity": "grave"},
        contradictions=(
            lambda s: {"owner": s.keys["teacher"], "due": ""},
            lambda _s: {"owner": "", "due": day(2)},
        ),
    ),
    "worry_of_student": Asked(
        at("worry_of_student", "student"),
        lambda _s: {"text": "Poissa", "severity": "grave"},
        contradictions=(lambda s: {"owner": s.keys["teacher"], "due": ""},),
    ),
    "worry_follow_up": Asked(
        at("worry_follow_up", "worry"),
        contradictions=(lambda s: {"owner": s.keys["teacher"], "due": ""},),
    ),
    "worry_closing": Asked(at("worry_closing", "worry"), lambda _s: {"outcome": "Sovittu"}),
}
PERIODS: dict[str, Asked] = {
    "period_new": Asked(
        at("period_new"),
        _period,
        contradictions=turned("starts_on", "ends_on"),
    ),
    "period_edit": Asked(
        at("period_edit", "period"),
        contradictions=turned("starts_on", "ends_on"),
    ),
    "interruption": Asked(
        at("interruption", "period"),
        lambda _s: {"since": day(-1), "until": day(1), "reason": "loma"},
        contradictions=(
            lambda _s: {"since": day(2), "until": day(1)},
            lambda _s: {"since": day(-400)},
            lambda _s: {"until": day(400)},
        ),
    ),
    "resumption": Asked(
        at("resumption", "stop"),
        contradictions=(
            lambda _s: {"until": day(-400)},
            lambda _s: {"until": day(400)},
        ),
    ),
    "period_instructor": Asked(
        at("period_instructor", "period"),
        lambda s: {"instructor": s.keys["other_instructor"], "since": day()},
        contradictions=(
            lambda s: {"instructor": s.keys["instructor"]},
            lambda _s: {"since": day(400)},
            lambda _s: {"since": day(-400)},
        ),
    ),
    "facts": Asked(
        at("facts", "period"),
        lambda _s: {"safety_told_on": day(-1)},
        contradictions=(lambda _s: {"recorded_on": day(1)},),
    ),
}
ENDS: dict[str, Asked] = {
    "readiness": Asked(at("readiness", "period"), lambda _s: {"notes": "Ajoissa"}),
    "calling_off": Asked(
        at("calling_off", "coming"), lambda _s: {"side": "school", "why": "Sairas"}
    ),
    "end": Asked(
        at("end", "period"),
        contradictions=(lambda _s: {"on": day(1)}, lambda _s: {"on": day(-400)}),
    ),
    "termination": Asked(
        at("termination", "period"),
        _termination,
        contradictions=(
            lambda _s: {"on": day(-400)},
            lambda _s: {"on": day(2)},
            lambda _s: {"see_to_it": ""},
            lambda _s: {"see_to_it_by": ""},
        ),
    ),
    "new_use_edit": Asked(
        at("new_use_edit", "new_use"), contradictions=(lambda _s: {"tried_on": day(1)},)
    ),
    "new_use_of_period": Asked(
        at("new_use_of_period", "period"),
        lambda _s: {"variant": "group", "what": "Neljä"},
        contradictions=(lambda _s: {"tried_on": day(1)},),
    ),
    "new_use_of_partner": Asked(
        at("new_use_of_partner", "partnership"),
        lambda _s: {"variant": "group", "what": "Neljä"},
        contradictions=(lambda _s: {"tried_on": day(1)},),
    ),
}
