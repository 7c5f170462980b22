"""A role is asked for a second step; whoever has none is led to it; a lost one is reset."""

from datetime import date, timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from veturi.directory.actions.second_steps import (
    NoSecondStep,
    OwnSecondStep,
    ask_second_step,
    end_second_step_rule,
    reset_second_step,
)
from veturi.directory.models import Role, SecondStepRule
from veturi.directory.tests.factories import GrantFactory, PersonFactory
from veturi.foundation.history.models import Change

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)
DAY = timedelta(days=1)


def set_up(user):
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(user)


def ask(college, role=Role.COORDINATOR, since=None, by=None):
    return ask_second_step(college, role=role, since=since or timezone.localdate(), by=by)


def told(subject):
    return list(Change.objects.of(subject).values_list("field", "old", "new"))


def test_the_rule_stands_in_history(college, antti):
    rule = ask(college, since=TODAY, by=antti)

    assert told(f"directory.secondsteprule:{rule.pk}") == [("second_step", "", "coordinator")]
    assert Change.objects.get().by == antti.user


def test_a_role_is_asked_once(college):
    ask(college)

    with override("en"), pytest.raises(ValidationError, match="asked for a second step already"):
        ask(college)
    with pytest.raises(IntegrityError), transaction.atomic():
        SecondStepRule.objects.create(provider=college, role=Role.COORDINATOR, since=TODAY)


def test_a_rule_does_not_end_before_it_begins(college):
    with pytest.raises(IntegrityError), transaction.atomic():
        SecondStepRule.objects.create(
            provider=college, role=Role.READER, since=TODAY, until=TODAY - DAY
        )


def test_a_rule_ends_yesterday_and_one_of_today_never_was(college, antti):
    old, new = ask(college, since=TODAY - DAY), ask(college, Role.READER, since=TODAY)

    end_second_step_rule(old, by=antti, on=TODAY)
    end_second_step_rule(new, by=antti, on=TODAY)

    assert [rule.until for rule in SecondStepRule.objects.all()] == [TODAY - DAY]
    assert list(SecondStepRule.objects.on(TODAY - DAY)) == [old]
    assert not SecondStepRule.objects.on(TODAY).exists()


PLACES = ["/", "/partners/", "/settings/staff/", "/log/", "/account/ways/", "/gallery/"]


@pytest.mark.parametrize("place", PLACES)
def test_whoever_has_none_is_led_to_set_it_up(college, aino, browse, place):
    ask(college)

    for answer in (browse(aino).get(place), browse(aino).post(place)):
        assert (answer.status_code, answer.url) == (302, reverse("second_step"))


def test_a_part_of_a_page_is_led_as_a_whole(college, aino, browse):
    ask(college)

    answer = browse(aino).get("/partners/suggestions/", headers={"hx-request": "true"})

    assert answer.headers["HX-Redirect"] == reverse("second_step")


OPEN = ["second_step", "mfa_activate_totp", "mfa_add_webauthn", "account_reauthenticate"]


@pytest.mark.parametrize("name", OPEN)
def test_what_sets_it_up_stays_open(college, aino, browse, name):
    ask(college)
    page = browse(aino)
    page.post(reverse("account_reauthenticate"), {"password": "salasana"})

    assert page.get(reverse(name)).status_code == 200


def test_leaving_and_the_language_stay_open(college, aino, browse):
    ask(college)
    page = browse(aino)

    assert page.post(reverse("set_language"), {"language": "sv"}).url == "/"
    page.post(reverse("account_logout"))
    assert page.get("/").url.startswith(reverse("account_login"))


def test_whoever_has_one_goes_on(college, aino, browse):
    ask(college)
    set_up(aino.user)

    assert browse(aino).get("/").status_code == 200


def test_recovery_codes_alone_are_no_second_step(college, aino, browse):
    ask(college)
    RecoveryCodes.activate(aino.user)

    assert browse(aino).get("/").url == reverse("second_step")


def test_other_roles_other_schools_and_other_days_are_not_asked(college, aino, mika, sten, browse):
    today = timezone.localdate()
    ask(college, Role.COORDINATOR, since=today + DAY)
    ask(college, Role.MANAGEMENT, since=today)
    over = ask(college, Role.TEACHER, since=today - DAY)
    end_second_step_rule(over, by=aino, on=today)

    assert {browse(one).get("/").status_code for one in (aino, mika, sten)} == {200}


def test_a_role_that_is_over_or_to_come_is_not_asked(college, mika, browse):
    today = timezone.localdate()
    GrantFactory(person=mika, role="coordinator", until=today - DAY)
    GrantFactory(person=mika, role="administrator", since=today + DAY)
    ask(college, Role.COORDINATOR)
    ask(college, Role.ADMINISTRATOR)

    assert browse(mika).get("/").status_code == 200


def test_the_school_that_asks_decides_for_the_whole_account(college, aino, sten, browse):
    there = PersonFactory(provider=sten.provider, user=aino.user, is_ours=True)
    GrantFactory(person=there, role="reader")
    ask(sten.provider, Role.READER)

    assert browse(aino).get("/").url == reverse("second_step")


def test_the_question_costs_no_query(college, aino, browse):
    page, costs = browse(aino), []
    page.get("/menu/")
    set_up(aino.user)
    for rule in (None, Role.COORDINATOR):
        if rule:
            ask(college, rule)
        with CaptureQueriesContext(connection) as queries:
            page.get("/menu/")
        costs.append(len(queries))

    assert costs[0] == costs[1]
    assert not [q for q in queries if q["sql"].startswith('SELECT "mfa_authenticator"')]


def test_the_administrator_asks_on_the_page(college, antti, browse):
    page = browse(antti)
    form = {"role": "teacher", "since": "1.12.2026"}

    answer = page.post(reverse("directory:second_step_rule_new"), form)
    again = page.post(reverse("directory:second_step_rule_new"), form)

    rule = SecondStepRule.objects.get()
    assert answer.url == reverse("directory:staff")
    assert (rule.provider, rule.role, rule.since) == (college, "teacher", date(2026, 12, 1))
    assert again.status_code == 422 and 'value="1.12.2026"' in again.content.decode()
    assert "1.12.2026–" in page.get(answer.url).content.decode()


def test_the_administrator_ends_it_on_the_page(college, antti, browse):
    rule = ask(college)

    browse(antti).post(reverse("directory:second_step_rule_end", args=[rule.pk]))

    assert not SecondStepRule.objects.exists()


def test_an_administrator_who_asks_oneself_is_led_too(college, antti, browse):
    page = browse(antti)
    page.post(
        reverse("directory:second_step_rule_new"),
        {"role": "administrator", "since": f"{timezone.localdate():%d.%m.%Y}"},
    )

    assert page.get("/settings/staff/").url == reverse("second_step")


def test_a_lost_one_is_reset_and_told(college, aino, antti, browse):
    set_up(aino.user)
    aino.language = "sv"
    aino.save()

    answer = browse(antti).post(reverse("directory:second_step_reset", args=[aino.pk]))

    assert answer.url == reverse("directory:staff")
    assert not Authenticator.objects.exists()
    assert told(aino.key) == [("second_step", "True", "False")]
    assert [letter.to for letter in mail.outbox] == [[aino.user.email]]


def test_the_other_schools_of_the_account_read_of_it(college, aino, sten, antti):
    there = PersonFactory(provider=sten.provider, user=aino.user, is_ours=True)
    set_up(aino.user)

    reset_second_step(aino, by=antti)

    row = Change.objects.of(there.key).get()
    assert (row.scope, row.by) == (sten.provider.scope, antti.user)


def test_where_there_is_none_nothing_is_reset(aino, otto, antti):
    for person in (aino, otto):
        with pytest.raises(NoSecondStep):
            reset_second_step(person, by=antti)
    assert not Change.objects.exists()


def test_ones_own_is_not_reset_by_role(antti, browse):
    set_up(antti.user)

    with pytest.raises(OwnSecondStep):
        reset_second_step(antti, by=antti)
    browse(antti).post(reverse("directory:second_step_reset", args=[antti.pk]))

    assert Authenticator.objects.count() == 2 and mail.outbox == []


def test_the_page_asks_before_it_resets(aino, antti, browse):
    set_up(aino.user)

    page = browse(antti).get(reverse("directory:second_step_reset", args=[aino.pk]))

    assert str(aino) in page.content.decode() and Authenticator.objects.count() == 2


def test_who_may_not_and_a_stranger(college, aino, antti, sten, browse):
    set_up(aino.user)
    address = reverse("directory:second_step_reset", args=[aino.pk])

    assert browse(aino).post(address).status_code == 403
    assert browse(sten).post(address).status_code == 404
    assert Authenticator.objects.count() == 2


def test_the_list_of_ours_costs_the_same_with_many(college, antti, browse):
    from veturi.directory.tests.factories import staff

    page, costs = browse(antti), []
    for count in (1, 30):
        for number in range(count):
            email = f"oma{count}-{number}@opisto.invalid"
            one = staff(college, "Oma", f"Väki{count}-{number}", "teacher", email)
            set_up(one.user)
        page.get("/settings/staff/")
        with CaptureQueriesContext(connection) as queries:
            page.get("/settings/staff/")
        costs.append(len(queries))

    assert costs[0] == costs[1]
