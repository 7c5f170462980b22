"""A paper's content in words, in the active language: what each value is called, how it is said."""

from collections.abc import Callable, Mapping
from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

Content = Mapping[str, Any]

LABELS: dict[str, "StrPromise"] = {
    "provider": _("Education provider"),
    "workplace": _("Workplace"),
    "student": _("Student"),
    "born_on": _("Date of birth"),
    "guardian": _("Guardian"),
    "qualification": _("Qualification or education"),
    "units": _("Units to be learnt"),
    "starts_on": _("First day"),
    "ends_on": _("Last day"),
    "weekly_hours": _("Weekly working hours"),
    "day": _("Time of the day"),
    "part_time": _("Share of full time"),
    "trial_until": _("Trial period"),
    "wage_basis": _("Basis of pay"),
    "compensation": _("Training compensation"),
    "tasks": _("Key work tasks"),
    "goals": _("Goals"),
    "instructor": _("Responsible workplace instructor"),
    "teacher": _("Teacher"),
    "demonstrations": _("Competence demonstrations"),
    "elsewhere": _("Learning elsewhere than at work"),
    "provider_duties": _("What the education provider does"),
    "workplace_duties": _("What the workplace does"),
    "student_duties": _("What the student does"),
    "terms": _("Terms"),
    "safety": _("Safety at work"),
    "ending": _("How the agreement ends"),
    "other": _("Other terms"),
}
# In some papers they are called otherwise.
CALLED: dict[tuple[str, str], "StrPromise"] = {
    ("apprenticeship", "workplace"): _("Employer"),
    ("apprenticeship", "workplace_duties"): _("What the employer does"),
    ("arrangement", "workplace"): _("Employer"),
    ("arrangement", "workplace_duties"): _("What the employer does"),
    ("tet", "provider"): _("School"),
    ("tet", "provider_duties"): _("What the school does"),
    ("tet", "units"): _("What is learnt"),
    ("tet", "tasks"): _("What is done there"),
    ("practice", "tasks"): _("What is done there"),
}
# Of these each line is a thing of its own, which can be added or left out.
LISTED = frozenset(
    {
        *("units", "tasks", "goals", "terms", "safety", "ending"),
        *("provider_duties", "workplace_duties", "student_duties"),
    }
)


def label(content: Content, key: str) -> str:
    return str(CALLED.get((content.get("paper", ""), key), LABELS[key]))


def said(content: Content, key: str) -> list[str]:
    """The lines that say a value; none when there is nothing to say."""
    lines = SAYING[key](content) if key in SAYING else _plainly(content.get(key))
    return [line for line in lines if line]


def differences(old: Content, new: Content) -> list[str]:
    """What is otherwise in the new content, a sentence each."""
    return [
        sentence
        for key in LABELS
        for sentence in _difference(label(new, key), key, said(old, key), said(new, key))
    ]


def _difference(what: str, key: str, old: list[str], new: list[str]) -> list[str]:
    if key in LISTED:
        gone = [line for line in old if line not in new]
        come = [line for line in new if line not in old]
        return [
            *(_sentence(_("%(what)s: left out “%(value)s”."), what, line) for line in gone),
            *(_sentence(_("%(what)s: added “%(value)s”."), what, line) for line in come),
        ]
    if old == new:
        return []
    return [
        gettext("%(what)s: formerly “%(old)s”, now “%(new)s”.")
        % {"what": what, "old": ", ".join(old) or "–", "new": ", ".join(new) or "–"}
    ]


def _sentence(pattern: "StrPromise", what: str, line: str) -> str:
    return str(pattern) % {"what": what, "value": line}


def _plainly(value: Any) -> list[str]:
    if isinstance(value, list):
        return [str(line) for line in value]
    return str(value).splitlines() if value else []


def _house(content: Content, key: str) -> list[str]:
    house = content.get(key) or {}
    number = house.get("business_id")
    return [
        house.get("name", ""),
        house.get("site", ""),
        house.get("address", ""),
        gettext("Business ID %(number)s") % {"number": number} if number else "",
        ", ".join(_human(house.get("representative"))),
    ]


def _human(somebody: Mapping[str, str] | None) -> list[str]:
    known = somebody or {}
    named = ", ".join(filter(None, (known.get("name"), known.get("title"))))
    return [line for line in (named, known.get("email", ""), known.get("phone", "")) if line]


def _student(content: Content) -> list[str]:
    student = content.get("student") or {}
    number, group = student.get("number"), student.get("group")
    return [
        student.get("name", ""),
        gettext("Student number %(number)s") % {"number": number} if number else "",
        gettext("Group %(group)s") % {"group": group} if group else "",
    ]


def _qualification(content: Content) -> list[str]:
    studied = content.get("qualification") or {}
    numbers = (studied.get("code"), studied.get("record_number"))
    return [studied.get("name", ""), " · ".join(filter(None, numbers))]


def _unit(unit: Mapping[str, str]) -> str:
    if not unit.get("points"):
        return gettext("%(unit)s (%(code)s)") % {"unit": unit["name"], "code": unit["code"]}
    return gettext("%(unit)s (%(code)s), %(points)s competence points") % {
        "unit": unit["name"],
        "code": unit["code"],
        "points": number(unit["points"]),
    }


def _day(content: Content) -> list[str]:
    begins, ends = clock(content.get("day_begins")), clock(content.get("day_ends"))
    if begins and ends:
        return [gettext("Between %(begins)s and %(ends)s") % {"begins": begins, "ends": ends}]
    if begins:
        return [gettext("At %(begins)s at the earliest") % {"begins": begins}]
    return [gettext("Until %(ends)s at the latest") % {"ends": ends}] if ends else []


def _hours(content: Content) -> list[str]:
    hours = content.get("weekly_hours")
    return [gettext("%(hours)s hours a week") % {"hours": number(hours)}] if hours else []


def _part_time(content: Content) -> list[str]:
    share = content.get("part_time")
    return [gettext("%(share)s %%") % {"share": share}] if share else []


def _trial(content: Content) -> list[str]:
    """Of a contract of employment its trial period is said even when there is none."""
    if content.get("paper") != "apprenticeship":
        return []
    if last := content.get("trial_until"):
        return [gettext("Until %(day)s") % {"day": day(last)}]
    return [gettext("No trial period.")]


def _compensation(content: Content) -> list[str]:
    if amount := content.get("compensation"):
        return [gettext("%(amount)s euros a month") % {"amount": number(amount)}]
    if content.get("paper") in {"training", "arrangement"}:
        return [gettext("No compensation is paid to the workplace.")]
    return []


SAYING: dict[str, Callable[[Content], list[str]]] = {
    "provider": lambda content: _house(content, "provider"),
    "workplace": lambda content: _house(content, "workplace"),
    "student": _student,
    "born_on": lambda content: [day((content.get("student") or {}).get("born_on"))],
    "guardian": lambda content: _plainly((content.get("student") or {}).get("guardian")),
    "qualification": _qualification,
    "units": lambda content: [_unit(unit) for unit in content.get("units") or []],
    "starts_on": lambda content: [day(content.get("starts_on"))],
    "ends_on": lambda content: [day(content.get("ends_on"))],
    "weekly_hours": _hours,
    "day": _day,
    "part_time": _part_time,
    "trial_until": _trial,
    "compensation": _compensation,
    "instructor": lambda content: _human(content.get("instructor")),
    "teacher": lambda content: _human(content.get("teacher")),
}


def day(written: str | None) -> str:
    """2027-01-11 as people write it: 11.1.2027."""
    if not written:
        return ""
    value = date.fromisoformat(written)
    return f"{value.day}.{value.month}.{value.year}"


def clock(written: str | None) -> str:
    if not written:
        return ""
    value = time.fromisoformat(written)
    return f"{value.hour}.{value.minute:02}"


def number(written: str) -> str:
    """35.0 as 35, 37.5 as 37,5; in English with a point."""
    plain = f"{Decimal(written):f}"
    short = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return short if (get_language() or "fi").startswith("en") else short.replace(".", ",")
