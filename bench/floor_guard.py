"""The floor of the guard's list: what it reads of every period, by raw SQL, and f-strings."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import Any

Rows = list[tuple[Any, ...]]
Ask = Callable[..., Rows]
JULY = 7
SHOWN = 50
PARTIES = (
    "w.id, w.name, o.business_id, v.id, v.name, u.business_id, i.id, i.given_name, i.family_name,"
    " i.email, i.phone, j.id, j.given_name, j.family_name, j.email, j.phone, q.code"
)
JOINED = (
    " JOIN placements_student s ON s.id = t.student_id"
    " LEFT JOIN placements_qualification q ON q.id = s.qualification_id"
    " JOIN directory_partnership w ON w.id = t.partnership_id"
    " JOIN directory_organisation o ON o.id = w.organisation_id"
    " LEFT JOIN directory_partnership v ON v.id = w.absorbed_into_id"
    " LEFT JOIN directory_organisation u ON u.id = v.organisation_id"
    " LEFT JOIN directory_person i ON i.id = t.instructor_id"
    " LEFT JOIN directory_person j ON j.id = i.absorbed_into_id"
)
# All of a funding season, and those without a last day.
ASKED = (
    " t.provider_id = ? AND t.called_off_on IS NULL AND (t.ended_on >= ?"
    " OR t.ended_on IS NULL AND (t.ends_on >= ? OR t.ends_on IS NULL))"
)
PERIODS = (
    "SELECT t.id, t.form, t.unique_id, t.starts_on, coalesce(t.ended_on, t.ends_on) AS last,"
    " t.part_time, t.key_tasks, t.recorded_on, t.municipality, t.country, c.id, c.given_name,"
    ' c.family_name, s.id, s.given_name, s.family_name, s.name_sort, s."group", s.programme,'
    f" s.included_in, q.kind, {PARTIES} FROM placements_period t{JOINED}"
    f" LEFT JOIN directory_person c ON c.id = t.teacher_id WHERE{ASKED}"
)
INTERRUPTIONS = (
    "SELECT x.period_id, x.since, x.until FROM placements_interruption x"
    f" WHERE x.period_id IN (SELECT t.id FROM placements_period t WHERE{ASKED})"
)
STATES = (
    "SELECT x.student_id, x.since, x.state, x.funding FROM placements_studyrightstate x"
    f" WHERE x.student_id IN (SELECT t.student_id FROM placements_period t WHERE{ASKED})"
)


def written(page: str, ask: Ask, provider: int) -> str:
    """Each period as a line, with its interruptions and the states of its student."""
    today = datetime.now(UTC).astimezone().date()
    since = _first_of_season(today) if page == "guard" else today.replace(day=1)
    asked = (provider, since.isoformat(), since.isoformat())
    periods = ask(PERIODS, *asked)
    spans, states = (_by_first(ask(one, *asked)) for one in (INTERRUPTIONS, STATES))
    lines = [
        f"<tr><td>{row[14]} {row[15]}</td><td>{row[22]}</td><td>{row[4]}</td><td>{row[11]}</td>"
        f"<td>{spans.get(row[0])} {states.get(row[13])}</td></tr>"
        for row in periods
    ]
    return f"<h1>Palautevahti</h1><p>{len(lines)}</p><table>{''.join(lines[:SHOWN])}</table>"


def _first_of_season(day: date) -> date:
    return date(day.year if day.month >= JULY else day.year - 1, JULY, 1)


def _by_first(rows: Rows) -> dict[int, list[Sequence[Any]]]:
    found: dict[int, list[Sequence[Any]]] = {}
    for key, *rest in rows:
        found.setdefault(key, []).append(rest)
    return found
