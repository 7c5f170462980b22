"""The days of the survey of workplace instructors: when it opens, ends, is sent and reminded of.

Source: OPH eHOKS, palaute.clj and palaute/tyoelama.clj, and herätepalvelu, common.clj; decree
1244/2020, 19 and 21 §.
"""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from veturi.cooperation.placements.rules.national.days import (
    JULY,
    Day,
    Row,
    day_of,
    first_of_next_month,
    months_before,
    some_day,
)

ANSWERING = timedelta(days=29)
AFTER_THE_END = timedelta(days=59)
ANSWERING_WHEN_LATE = timedelta(days=30)
AFTER_BUNDLING = timedelta(days=60)
REMINDED_AFTER = (timedelta(days=10), timedelta(days=5))
DONE = frozenset({"lahetetty", "vastattu"})
HELSINKI = ZoneInfo("Europe/Helsinki")
SATURDAY = 5
OPENS, CLOSES = 7, 18
KEPT_MONTHS = 3


def next_niputus_date(day: Day) -> str:
    """The next day of bundling: the first of the month after the given day.

    So since 1.7.2025; the register now counts earlier days the same way. Raises ValueError
    without a day.

    Source: OPH eHOKS, palaute/tyoelama.clj; decree 1244/2020, 21 §.
    """
    return first_of_next_month(some_day(day)).isoformat()


def vastaamisajan_loppupvm(heratepvm: Day, alkupvm: Day) -> str:
    """The last day to answer: alkupvm + 29 days, at the latest heratepvm + 59 days.

    Source: OPH eHOKS, palaute.clj; decree 1244/2020, 21 §.
    """
    last = min(some_day(alkupvm) + ANSWERING, some_day(heratepvm) + AFTER_THE_END)
    return last.isoformat()


def rahoituskausi(day: Day | None) -> str | None:
    """The funding season, from 1.7. to 30.6., as "2023-2024"; None without a day.

    Source: OPH herätepalvelu, common; decree 1244/2020.
    """
    then = day_of(day)
    if then is None:
        return None
    begins = _season_begins(then).year
    return f"{begins}-{begins + 1}"


def current_rahoituskausi_alkupvm(today: Day) -> str:
    """The first day of today's funding season.

    Source: OPH herätepalvelu, common.
    """
    return _season_begins(some_day(today)).isoformat()


def valid_herate_date(day: Day | None, today: Day) -> bool:
    """Whether the triggering day is on or after 1.7. of today's season; no day is not valid.

    Source: OPH herätepalvelu, common.
    """
    then = day_of(day)
    return then is not None and then >= _season_begins(some_day(today))


def _season_begins(day: date) -> date:
    return date(day.year if day.month >= JULY else day.year - 1, JULY, 1)


def new_loppupvm_when_sent(nippu: Row, today: Day | None) -> str | None:
    """The new last day of a bundle that is sent today: today + 30, at the latest niputuspvm + 60.

    `nippu` has niputuspvm, kasittelytila (of the e-mail) and sms_kasittelytila. None, and nothing
    changes, when either is "lahetetty" or "vastattu" already; then no day is asked.

    Source: OPH herätepalvelu, tep/tepCommon.
    """
    if DONE & {nippu.get("kasittelytila"), nippu.get("sms_kasittelytila")}:
        return None
    last = some_day(nippu.get("niputuspvm")) + AFTER_BUNDLING
    return min(some_day(today) + ANSWERING_WHEN_LATE, last).isoformat()


def has_time_to_answer(loppupvm: Day, today: Day) -> bool:
    """Whether today is on or before the last day; a time after "T" is passed over.

    Source: OPH herätepalvelu, common.
    """
    return some_day(today) <= some_day(loppupvm)


def arvo_request_window(loppu: Day, today: Day) -> dict[str, str | bool]:
    """The days a respondent's token is asked for with, of a period that ends on `loppu`.

    Asked late, it can be over before it opens: then it is outside the population.

    Source: OPH eHOKS, palaute/tyoelama.clj.
    """
    opens = max(some_day(loppu), some_day(today)).isoformat()
    last = vastaamisajan_loppupvm(loppu, opens)
    return {
        "vastaamisajan_alkupvm": opens,
        "vastaamisajan_loppupvm": last,
        "ei_kuulu_lahetettavien_perusjoukkoon": not has_time_to_answer(last, today),
    }


def survey_days(loppu: Day, today: Day) -> dict[str, str | None]:
    """Of a period that ends on `loppu` and is handled today: the days of its survey.

    {alkupvm, viimeinen_vastauspvm, niputuspvm, rahoituskausi}. The survey opens after the end; it
    is bundled after today.

    Source: OPH eHOKS, palaute/tyoelama.clj.
    """
    opens = next_niputus_date(loppu)
    return {
        "alkupvm": opens,
        "viimeinen_vastauspvm": vastaamisajan_loppupvm(loppu, opens),
        "niputuspvm": next_niputus_date(today),
        "rahoituskausi": rahoituskausi(loppu),
    }


def finnish_business_hours(moment: str | datetime) -> bool:
    """Whether people may be written to: Monday to Friday from 7:00 to 17:59, holidays or not.

    A moment without a zone is Helsinki's time; "2026-04-13T07:00", with "Z" or "+03:00" too.
    Raises ValueError for what is no moment.

    Source: OPH eHOKS, utils/date.clj.
    """
    local = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    if local.tzinfo is not None:
        local = local.astimezone(HELSINKI)
    return local.weekday() < SATURDAY and OPENS <= local.hour < CLOSES


def reminder_window(today: Day) -> dict[str, str]:
    """Whom to remind today: those who were sent to between these days, and have not answered.

    Source: OPH herätepalvelu, tep/SMSMuistutusHandler.
    """
    first, last = (some_day(today) - days for days in REMINDED_AFTER)
    return {"send_dates_from": first.isoformat(), "send_dates_to": last.isoformat()}


def instructor_contacts_expired(loppu: Day | None, today: Day) -> bool:
    """Whether the instructor's e-mail and phone go: the period ended over three months ago.

    Source: OPH eHOKS, select_paattyneet_tyoelamajaksot_3kk.sql.
    """
    ended = day_of(loppu)
    return ended is not None and ended < months_before(some_day(today), KEPT_MONTHS)


def student_contacts_expired(
    updated_at: Day,
    osaamisen_saavuttamisen_pvm: Day | None,
    loput: Collection[Day],
    today: Day,
) -> bool:
    """Whether the student's e-mail and phone go from a HOKS whose periods end on `loput`.

    Not touched in three months, and its goal reached over three months ago; where none is reached,
    no period ends since. Source: OPH eHOKS, select_vanhat_hoksit_having_yhteystiedot.sql.
    """
    limit = months_before(some_day(today), KEPT_MONTHS)
    if some_day(updated_at) >= limit:
        return False
    reached = day_of(osaamisen_saavuttamisen_pvm)
    if reached is not None:
        return reached < limit
    return all(some_day(loppu) < limit for loppu in loput)


def osa_aikaisuus_missing(osa_aikaisuus: int | None, loppupvm: Day) -> bool:
    """Whether the share of working time is missing of a period that ends on 1.7.2023 or later.

    Source: OPH herätepalvelu, tep/jaksoHandler.
    """
    return osa_aikaisuus is None and needs_osa_aikaisuus(loppupvm)


def needs_osa_aikaisuus(loppu: Day) -> bool:
    return some_day(loppu) >= date(2023, JULY, 1)
