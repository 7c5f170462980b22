"""Ways to spoil whom the survey would reach: contacts, bundles, two spellings of one person."""

from datetime import date

from tests.journeys.planting.bundles import bundle, mails, spelt
from tests.journeys.planting.drawn import days


def with_contacts(email, phone):
    def made(town):
        return [town.alone(contacts=(email, phone))]

    return made


def nameless_instructor(town):
    (both,) = mails("nimeton")
    return [town.alone(workplace=town.workplace(), name=("", " "), contacts=both)]


def two_with(email, phone):
    """One instructor guides two, whose periods end when they end."""

    def made(town):
        one = town.alone(contacts=(email, phone))
        other = town.alone(workplace=one.partnership)
        other.instructor = one.instructor
        return [one, other]

    return made


def bundled(*contacts, **how):
    def made(town):
        return bundle(town, *contacts, **{name: value(town) for name, value in how.items()})

    return made


def two_companies_of_one_id(town):
    """What we typed in ourselves, and the public one: the register knows the business ID alone."""
    typed = town.workplace()
    return [
        typed,
        town.workplace(None, private_to=None, business_id=typed.organisation.business_id),
    ]


def two_versions_of_one_code(town):
    """New requirements of the same qualification: bundles know its code."""
    former = town.qualification()
    return [former, town.qualification(code=former.code)]


def first_and_last_of_the_month(town):
    year = town.season.year
    return [date(year, 10, 1), date(year, 10, 31)]


def by_the_month_it_ended(town):
    """They were agreed until two months, and ended in one."""
    first = date(town.season.year, 8, 4)
    one, other = bundle(town, *mails("loppui.yksi", "loppui.kaksi"), lasts=[first, first + days(9)])
    other.ended_on, other.ends_on = first + days(9), first + days(60)
    return [one, other]


# Two spellings: [(given name, family name)], how often, what they have in common


def spellings(*names, contacts, told, qualifications=None):
    """Names are made of a family; the places of `told` among them are those to be told of."""

    def made(town):
        family = town.name()[1]
        people = [(name(family), both) for name, both in zip(names, contacts, strict=True)]
        periods = spelt(town, *people, qualifications=qualifications and qualifications(town))
        return [periods[at] for at in told]

    return made


def called(given_name):
    return lambda family: (given_name, family)


def swapped(given_name):
    return lambda family: (family, given_name)


def loud(given_name):
    return lambda family: (given_name.upper(), family.upper())


def two_qualifications(town):
    return town.qualifications[:2] + town.qualifications[:1]


def mailbox(mark, number):
    return mails(*[mark] * number)
