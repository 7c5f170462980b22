"""Forms of workplaces, agreements, visits, surveys; and those behind links."""

from typing import Any

from tests.bad_input.asked import Asked, at, day, quarter, turned, Given
from tests.bad_input.school import School, csv_file, pdf_file


def _visit(school: School) -> dict[str, Any]:
    return {"purpose": "mid", "on": day(), "hours": "1,5", "findings": "Sorvi"}


def _next_step() -> tuple[Given, ...]:
    return (
        lambda _s: {"next_step": "Soita", "next_on": ""},
        lambda _s: {"next_step": "", "next_on": day(9)},
        lambda _s: {"on": day(2)},
    )


AGREEMENTS: dict[str, Asked] = {
    "agreement_new": Asked(
        at("agreement_new", "coming", "training"),
        lambda _s: {"demonstrations": "Kesäkuussa", "elsewhere": "Ei"},
    ),
    "asking": Asked(at("asking", "version")),
    "signature_on_paper": Asked(
        at("signature_on_paper", "signature"),
        lambda _s: {"file": pdf_file()},
        contradictions=(lambda _s: {"on": day(1)},),
    ),
    "signature_declining": Asked(
        at("signature_declining", "signature"), lambda _s: {"why": "Väärät päivät"}
    ),
    "signature_mending": Asked(at("signature_mending", "signature")),
    "rounds": Asked(
        at("rounds"),
        lambda s: {"chosen": s.keys["coming"], "sends": None},
        contradictions=(lambda _s: {"chosen": "0"},),
    ),
    "link_address": Asked(at("link_address", "link")),
}
WORKPLACES: dict[str, Asked] = {
    "offer": Asked(at("offer", "offer"), contradictions=turned("starts_on", "ends_on")),
    "offer_new": Asked(
        at("offer_new", "partnership"),
        lambda _s: {"starts_on": day(9), "ends_on": day(30)},
        contradictions=(*turned("starts_on", "ends_on"), lambda _s: {"places": "0"}),
    ),
    "suitability": Asked(
        at("suitability", "partnership"),
        lambda _s: {"method": "visit"},
        contradictions=turned("assessed_on", "valid_until"),
    ),
    "instructor": Asked(at("instructor", "instructor")),
}
VISITS: dict[str, Asked] = {
    "visit_new": Asked(
        at("visit_new", query="of=plan-{plan}"),
        _visit,
        contradictions=_next_step(),
        carried=frozenset({"signature"}),
    ),
    "visit_correction": Asked(at("visit_correction", "visit"), _visit, contradictions=_next_step()),
    "visit_plan_new": Asked(
        at("visit_plan_new", query="of=period-{period}"),
        lambda _s: {"purpose": "mid", "due": day(9), "quarter": ""},
        contradictions=(
            lambda _s: {"due": "", "quarter": ""},
            lambda _s: {"due": day(9), "quarter": quarter()},
            lambda _s: {"due": day(-9)},
        ),
    ),
    "visit_plan": Asked(
        at("visit_plan", "plan"),
        lambda _s: {"due": day(9), "quarter": ""},
        contradictions=(
            lambda _s: {"due": "", "quarter": ""},
            lambda _s: {"due": day(9), "quarter": quarter()},
            lambda _s: {"due": day(-9)},
        ),
    ),
}
GUARD: dict[str, Asked] = {
    "guard_address": Asked(
        at("guard_address", "period"),
        lambda _s: {"email": "o@paja.invalid", "query": "q=a"},
        bare=True,
        carried=frozenset({"query"}),
    ),
    "guard_recording": Asked(
        at("guard_recording", "period"),
        lambda _s: {"query": "q=a"},
        bare=True,
        carried=frozenset({"query"}),
    ),
    "guard_whole_week": Asked(
        at("guard_whole_week", "period"),
        lambda _s: {"query": "q=a"},
        bare=True,
        carried=frozenset({"query"}),
    ),
    "responses_bringing": Asked(
        at("responses_bringing"),
        lambda _s: {
            "tokens": csv_file(
                "vastaajatunnusid;tyopaikkajakson_loppupvm;tyopaikkajakson_kesto\n1;2026-10-31;9\n"
            )
        },
        page=at("responses"),
    ),
    "survey_links": Asked(
        at("survey_links", "survey"),
        lambda s: {
            "file": csv_file(f"tyopaikka;linkki\n{s.keys['surveyed']};https://kysely.invalid/1\n")
        },
    ),
    "survey_sending": Asked(
        at("survey_sending", "survey"),
        lambda _s: {"count": "1"},
        bare=True,
        carried=frozenset({"count"}),
    ),
    "survey_reminding": Asked(
        at("survey_reminding", "survey"),
        lambda _s: {"count": "1"},
        bare=True,
        carried=frozenset({"count"}),
    ),
}
DOORS: dict[str, Asked] = {
    "door_code": Asked(at("door_code"), lambda s: {"code": s.digits()}, behind="door"),
    "door_contact": Asked(
        at("door_contact"), lambda _s: {"email": "uusi@paja.invalid"}, behind="instructor"
    ),
    "door_signal": Asked(
        at("door_signal", "period"), lambda _s: {"tone": "well"}, behind="instructor"
    ),
    "door_again": Asked(
        at("door_again", "period"), lambda _s: {"answer": "yes"}, behind="instructor"
    ),
    "door_visit_words": Asked(
        at("door_visit_words"),
        lambda s: {"target": s.keys["period"], "needs": "Hitsaajia"},
        page=at("door_visit_field"),
        contradictions=(
            lambda _s: {"on": day(1)},
            lambda _s: {"needs": ""},
            lambda s: {"target": s.keys["coming"]},
            lambda s: {"owner": f"door-{s.keys['teacher']}"},
        ),
        behind="instructor",
    ),
    "door_visit_time": Asked(
        at("door_visit_time", "plan"),
        lambda _s: {"on": day(7), "clock": "13.30", "words": "Aamulla on kiire"},
        contradictions=(
            lambda _s: {"on": day(-1)},
            lambda _s: {"on": day(4000)},
            lambda _s: {"clock": "25.00"},
        ),
        behind="instructor",
    ),
    "door_refusal": Asked(at("door_refusal"), lambda _s: {"why": "Väärät päivät"}, behind="sign"),
}
