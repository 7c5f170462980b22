"""The two surveys: the round that the school sends itself, and what Arvo tells of the other."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from veturi.cooperation.placements.actions import responses, workplace_surveys
from veturi.cooperation.placements.models import Period, SurveyRun, WorkplaceSurvey
from veturi.cooperation.placements.reading.workplace_surveys import standings
from veturi.cooperation.placements.rules.workplace_surveys import Status
from veturi.surfaces.demo.living import moment
from veturi.surfaces.demo.settling import Town

DAY = timedelta(days=1)
ROUND = 21 * DAY
# Of ten workplaces so many have links from the first day, from the third week, and never sent.
FIRST, SECOND, THIRD = 6, 8, 9
RESPONSES = 200
COLUMNS = (
    *("vastaajatunnusid", "nippu", "tyonantaja", "tyopaikka"),
    *("tyopaikkajakson_loppupvm", "tyopaikkajakson_kesto", "vastattu"),
)


def survey(town: Town) -> None:
    """A round that was answered in the last winter or summer: some of it is in every state."""
    opened, by = _opened(town.today), town.coordinator
    run = workplace_surveys.open_run(town.provider, by=by, at=moment(opened, 9))
    rows = list(run.workplaces.select_related("partnership__organisation").order_by("pk"))
    if not rows:
        return
    _link(town, run, _of_ten(rows, 0, FIRST))
    _write(town, run, Status.READY, on=opened)
    _note_answers(town, run, on=opened + 4 * DAY, every=3)
    _write(town, run, Status.SENT, on=opened + 14 * DAY)
    _note_answers(town, run, on=opened + 16 * DAY, every=4)
    _link(town, run, _of_ten(rows, FIRST, SECOND))
    _write(town, run, Status.READY, on=opened + 17 * DAY)
    _link(town, run, _of_ten(rows, SECOND, THIRD))


def _opened(today: date) -> date:
    """The twelfth of the last January or July whose round has gone on for three weeks."""
    months = ((today.year, 7), (today.year, 1), (today.year - 1, 7))
    days = [date(year, month, 12) for year, month in months]
    return next(day for day in days if day + ROUND <= today)


def _of_ten(rows: Sequence[WorkplaceSurvey], first: int, last: int) -> list[WorkplaceSurvey]:
    return [row for place, row in enumerate(rows) if first <= place * 7 % 10 < last]


def _link(town: Town, run: SurveyRun, rows: Iterable[WorkplaceSurvey]) -> None:
    """As Arvo gives links: a row each, by the business ID where there is one."""
    lines = ["Y-tunnus;Työpaikka;Linkki"]
    for row in rows:
        partner = row.partnership
        where = f"https://arvo.invalid/v/{run.since:%Y%m}{row.pk}"
        lines.append(f"{partner.organisation.business_id};{partner.name};{where}")
    workplace_surveys.bring_links(run, content="\n".join(lines).encode(), by=town.coordinator)


def _write(town: Town, run: SurveyRun, of: Status, *, on: date) -> None:
    expected = len(workplace_surveys.to_write_to(run, of, on=on))
    doing = workplace_surveys.send if of == Status.READY else workplace_surveys.remind
    doing(run, expected=expected, by=town.coordinator, at=moment(on, 10))


def _note_answers(town: Town, run: SurveyRun, *, on: date, every: int) -> None:
    written = [
        one.row for one in standings(run, on=on) if one.status in {Status.SENT, Status.REMINDED}
    ]
    for row in written[::every]:
        workplace_surveys.note_answer(row, by=town.coordinator, on=on)


def hear_from_arvo(town: Town) -> None:
    """Of the periods that ended: which came back, as the register's file tells it."""
    rows = (
        Period.objects.in_force()
        .filter(provider=town.provider, ended_on__lt=town.today - 14 * DAY)
        .exclude(form__in=(Period.Form.TET, Period.Form.PRACTICE))
        .select_related("partnership__organisation")
    )
    lines = [";".join(COLUMNS)]
    for place, row in enumerate(rows.order_by("pk")[:RESPONSES]):
        last, partner = row.ended_on or row.starts_on, row.partnership
        days = (last - row.starts_on).days * 5 // 7
        lines.append(
            f"T{row.pk:06};N{partner.pk}-{last:%Y%m};{partner.organisation.business_id};"
            f"{partner.name.replace(';', ',')};{last};{days};{'1' if place % 9 < 5 else '0'}"  # noqa: PLR2004 - five of nine
        )
    responses.bring_responses(
        town.provider,
        tokens="\n".join(lines).encode(),
        answers=None,
        by=town.coordinator,
        at=moment(town.today - DAY, 11),
    )
