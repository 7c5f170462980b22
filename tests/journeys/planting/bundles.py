"""Periods of one instructor, and of one who may be another: who has to have which contacts."""

from datetime import date

from tests.journeys.planting.drawn import days
from veturi.directory.models import Partnership


def bundle(town, *contacts, lasts=None, workplaces=None, qualifications=None, **given):
    """Periods of one name at one workplace in one month; each has a row of the person of its own."""
    number = len(contacts)
    first = month_in(town)
    workplaces = workplaces or [town.draw(*town.workplaces)] * number
    qualifications = qualifications or [town.draw(*town.qualifications)] * number
    lasts = lasts or [first + days(town.chance.randint(0, 27)) for _ in range(number)]
    name = town.name()
    return [
        town.alone(
            last,
            workplace=workplace,
            name=name,
            contacts=both,
            of=town.student(qualification=qualification),
            **given,
        )
        for both, last, workplace, qualification in zip(
            contacts, lasts, workplaces, qualifications, strict=True
        )
    ]


def month_in(town):
    """The first day of a month of the season or the next one, but for its first and last ones."""
    return date(town.season.year + town.draw(0, 1), town.draw(8, 10, 12), 1)


def mails(*marks, phone=""):
    return [(f"{mark}@paja.invalid", phone) for mark in marks]


def two_addresses_and_one_phone(town):
    phone = town.phone()
    bundle(town, *mails("kaksi.yksi", "kaksi.kaksi", phone=phone))
    bundle(town, ("puh.yksi@paja.invalid", phone), ("puh.kaksi@paja.invalid", ""))


def two_phones_and_one_address(town):
    bundle(town, *[("sama@paja.invalid", town.phone()) for _ in range(3)])
    bundle(town, ("sama@toinen.invalid", town.phone()), ("", town.phone()))


def each_has_another_way(town):
    bundle(town, ("vain.posti@paja.invalid", ""), ("", town.phone()))


def one_person_in_two_rows(town):
    both = ("kahdesti@paja.invalid", town.phone())
    bundle(town, both, both, both)


def another_address_in_the_next_month(town):
    first = month_in(town)
    bundle(town, *mails("ennen", "sitten"), lasts=[first, first - days(1)])


def another_address_by_the_agreed_month_only(town):
    """Both were agreed until the same month; one ended in the month before."""
    last = town.season + days(5)
    periods = bundle(town, *mails("myohemmin", "aiemmin"), lasts=[date(last.year, 8, 5), last])
    periods[1].ends_on, periods[1].ended_on = date(last.year, 8, 20), last


def another_address_for_another_qualification(town):
    bundle(town, *mails("ala.yksi", "ala.kaksi"), qualifications=town.qualifications[:2])


def a_namesake_elsewhere(town):
    bundle(town, *mails("kaima.yksi", "kaima.kaksi"), workplaces=town.workplaces[:2])


def called_off(town, period):
    period.called_off_on, period.called_off_by = min(town.day, period.starts_on), "school"


def another_address_in_what_was_called_off(town):
    called_off(town, bundle(town, *mails("peruttu", "pidetty"))[0])


def another_address_at_the_neighbour(town):
    """The neighbour has the same company, person, qualification and month."""
    known = town.workplace(private_to=None)
    school = town.neighbour()
    ours = town.alone(month_in(town), workplace=known, contacts=("meille@paja.invalid", ""))
    theirs = town.keep(
        Partnership(
            provider=school,
            organisation=known.organisation,
            name=known.name,
            name_folded=known.name_folded,
            name_sort=known.name_sort,
            since=known.since,
        )
    )
    name = (ours.instructor.given_name, ours.instructor.family_name)
    other = town.person(theirs, name, ("heille@paja.invalid", ""))
    student = town.student(school, qualification=ours.student.qualification)
    town.period(student, theirs, other, ours.last_day)


# Namesakes


def spelt(town, *people, workplaces=None, lasts=None, qualifications=None):
    """Periods of [(name, contacts)] that end in one month at one workplace, a row each."""
    first = month_in(town)
    workplaces = workplaces or [town.draw(*town.workplaces)] * len(people)
    lasts = lasts or [first + days(town.chance.randint(0, 27)) for _ in people]
    qualifications = qualifications or [town.draw(*town.qualifications)] * len(people)
    return [
        town.alone(
            last,
            workplace=workplace,
            name=name,
            contacts=both,
            of=town.student(qualification=qualification),
        )
        for (name, both), last, workplace, qualification in zip(
            people, lasts, workplaces, qualifications, strict=True
        )
    ]


def a_family_with_one_mailbox(town):
    family, (both,) = town.name()[1], mails("perheen.paja")
    spelt(town, (("Ilmari", family), both), (("Kerttu", family), both), (("Ville", family), both))


def cousins_with_one_initial(town):
    family = town.name()[1]
    cousins = mails("serkku.yksi", "serkku.kaksi")
    spelt(town, (("Mikko", family), cousins[0]), (("Maija", family), cousins[1]))


def colleagues_with_one_mailbox(town):
    (both,) = mails("toimisto")
    spelt(town, (("Mikko", town.name()[1]), both), (("Maija", town.name()[1]), both))


def another_spelling_in_the_next_month(town):
    family, (both,) = town.name()[1], mails("kuun.vaihde")
    first = month_in(town)
    people = [(("Matti", family), both), (("M.", family), both)]
    spelt(town, *people, lasts=[first - days(1), first])


def another_spelling_elsewhere(town):
    family, (both,) = town.name()[1], mails("kiertava")
    people = [(("Matti", family), both), (("M.", family), both)]
    spelt(town, *people, workplaces=town.workplaces[2:4])


def another_spelling_in_what_was_called_off(town):
    """What was called off is not in the register, however often it was."""
    family, (both,) = town.name()[1], mails("perutun.nimi")
    people = [(("M.", family), both), (("M.", family), both), (("Matti", family), both)]
    for period in spelt(town, *people)[:2]:
        called_off(town, period)


BUNDLES = (
    two_addresses_and_one_phone,
    two_phones_and_one_address,
    each_has_another_way,
    one_person_in_two_rows,
    another_address_in_the_next_month,
    another_address_by_the_agreed_month_only,
    another_address_for_another_qualification,
    a_namesake_elsewhere,
    another_address_in_what_was_called_off,
    another_address_at_the_neighbour,
    a_family_with_one_mailbox,
    cousins_with_one_initial,
    colleagues_with_one_mailbox,
    another_spelling_in_the_next_month,
    another_spelling_elsewhere,
    another_spelling_in_what_was_called_off,
)
