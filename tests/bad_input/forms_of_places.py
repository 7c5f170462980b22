"""Forms of places that students find: our answers, and what a student tells behind a link."""

from typing import Any

from tests.bad_input.asked import Asked, at, day, turned
from tests.bad_input.school import School


def _group(school: School) -> dict[str, Any]:
    """Those too who have a period already: one of them is reached."""
    return {"group": school.things["period"].student.group, "without": []}


def _taken(_school: School) -> dict[str, Any]:
    return {
        "partner": "lead",
        "name": "Laukaan Pyöräpaja",
        "proposes": "on",
        "form": "training_agreement",
        "starts_on": day(30),
        "ends_on": day(60),
    }


def _told(_school: School) -> dict[str, Any]:
    return {
        "name": "Laukaan Pyöräpaja",
        "municipality": "Laukaa",
        "work": "Korjaan pyöriä",
        "asked": "yes",
        "contact_name": "Leena Maria Pyörä",
        "contact_phone": "040 123 4567",
        "contact_email": "leena@pyora.invalid",
        "starts_on": day(30),
        "ends_on": day(80),
    }


PLACES: dict[str, Asked] = {
    "place_links": Asked(
        at("place_links"),
        _group,
        contradictions=(lambda s: {"group": s.things["unreached"].group},),
    ),
    "place_proposal_acceptance": Asked(
        at("place_proposal_acceptance", "proposal"),
        _taken,
        page=at("place_proposal", "proposal"),
        contradictions=(
            *turned("starts_on", "ends_on"),
            lambda _s: {"partner": "lead", "name": ""},
            lambda _s: {"partner": "other", "other": "", "other_text": ""},
            lambda _s: {"form": ""},
            lambda _s: {"starts_on": ""},
        ),
    ),
    "place_proposal_declining": Asked(
        at("place_proposal_declining", "proposal"),
        lambda _s: {"why": "work", "answer": "Katsotaan yhdessä toista"},
    ),
}
DOOR_PLACES: dict[str, Asked] = {
    "door_place_new": Asked(
        at("door_place_new"),
        _told,
        contradictions=(
            *turned("starts_on", "ends_on"),
            lambda _s: {"name": "", "business_id": ""},
            lambda _s: {"contact_name": ""},
            lambda _s: {"business_id": "0942165-4"},
            lambda _s: {"starts_on": day(4000), "ends_on": ""},
            lambda _s: {"work": "".join(("010203", "A", "123B"))},
        ),
        behind="student",
    ),
}
