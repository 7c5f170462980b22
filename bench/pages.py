"""Rows that ask the server for pages: ours, then the floor with as many bytes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from bench import asking, questions
from bench.asking import Question
from bench.places import Place
from bench.results import CEILING, FORECAST_MS, SEARCH_MS, Cost, Result, cost_of
from bench.serving import FLOOR, VETURI, Server, floor_env, serving
from bench.work import run

WARM_UP = 1.0
EIGHT = 8
EVERY = 15
PAGES = ("list", "partner", "desk", "search", "quick")
# Asked for by who coordinates at a school with a thousand periods.
SCHOOL = ("guard", "forecast")
LABELS = {
    "list": "list of partners",
    "partner": "partner page",
    "desk": "desk",
    "search": "search (palette)",
    "quick": "quick entry (POST)",
    "guard": "guard of 1,000 periods",
    "forecast": "forecast of a year",
}


@dataclass(frozen=True, slots=True)
class Visit:
    """Who asks, for what, for how long."""

    place: Place
    seat: Mapping[str, Any]
    seconds: float
    postmaster: int | None


def seated(place: Place, *, seconds: float, postmaster: int | None) -> Visit:
    done = run(place, ["bench.inside", "seat"], postmaster=None)
    return Visit(place, done.said, seconds, postmaster)


def at_school(place: Place, *, seconds: float, postmaster: int | None) -> Visit:
    """A school of its own, so that it is as large in every town."""
    done = run(place, ["bench.inside", "school"], postmaster=None)
    return Visit(place, done.said, seconds, postmaster)


def measure(visit: Visit, names: Sequence[str]) -> list[Result]:
    """Each page on our server, then all of them on the floor's."""
    ours = _costs(visit, names, VETURI, sizes={})
    sizes = {name: cost.size for name, cost in ours.items()}
    floor = _costs(visit, names, FLOOR, sizes=sizes)
    return [_result(visit, name, ours[name], floor[name]) for name in names]


def only_ours(visit: Visit, names: Sequence[str]) -> dict[str, Cost]:
    return _costs(visit, names, VETURI, sizes={})


def _costs(
    visit: Visit, names: Sequence[str], what: str, *, sizes: Mapping[str, int]
) -> dict[str, Cost]:
    extra = floor_env(visit.seat["user"], sizes)
    with serving(visit.place, what, extra=extra, postmaster=visit.postmaster) as server:
        return {name: _cost(server, visit, name) for name in names}


def _cost(server: Server, visit: Visit, name: str) -> Cost:
    asked = list(_questions(name, server.port, visit.seat))
    asking.ask(asked, port=server.port, connections=2, seconds=WARM_UP)
    one = asking.ask(asked, port=server.port, connections=1, seconds=visit.seconds)
    app, beside = server.processor()
    eight = asking.ask(asked, port=server.port, connections=EIGHT, seconds=visit.seconds)
    app_after, beside_after = server.processor()
    return cost_of(one, eight, (app_after - app, beside_after - beside), server.megabytes())


def _questions(name: str, port: int, seat: Mapping[str, Any]) -> Iterator[Question]:
    cookie = seat["cookie"]
    if name == "quick":
        yield Question.of("/log/", port=port, cookie=cookie, body=_entry(seat))
        return
    paths = {
        "list": ["/partners/"],
        "partner": [f"/partners/{seat.get('partner')}/"],
        "desk": ["/"],
        "guard": ["/guard/"],
        "forecast": ["/guard/forecast/"],
        "search": [f"/search/suggestions/?q={quote(text)}" for text in asked_for()],
    }
    for path in paths[name]:
        yield Question.of(path, port=port, cookie=cookie)


def asked_for() -> list[str]:
    """Every fifteenth of the judged questions."""
    return [one.query for one in questions.read()[::EVERY]]


def _entry(seat: Mapping[str, Any]) -> str:
    """A call is logged, today, with one line."""
    return urlencode(
        {
            "csrfmiddlewaretoken": seat["token"],
            "partner": seat["partner"],
            "kind": "encounters.called",
            "on": seat["today"],
            "line": "Sovittiin, että palataan asiaan ensi viikolla.",
            "sight": "internal",
        }
    )


def _result(visit: Visit, name: str, ours: Cost, floor: Cost) -> Result:
    result = Result(LABELS[name], visit.place.engine, visit.place.town, ours=ours, floor=floor)
    if name in {"list", "partner", "guard"} and result.ratio is not None:
        result.target = f"CPU ≤ {CEILING:g}× floor"
        result.is_met = result.ratio <= CEILING
    if name == "search":
        result.target = f"p99 ≤ {SEARCH_MS:g} ms"
        result.is_met = ours.one[1] <= SEARCH_MS
    if name == "forecast":
        result.target = f"≤ {FORECAST_MS / 1000:g} s"
        result.is_met = ours.processor_ms <= FORECAST_MS and ours.one[0] <= FORECAST_MS
    return result
