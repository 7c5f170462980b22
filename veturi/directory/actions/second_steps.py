"""Asking a role for a second step, and taking a lost one away."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from veturi.directory.actions.changing import tell
from veturi.directory.models import Person, Provider, Role, SecondStepRule
from veturi.foundation.accounts.models import User
from veturi.foundation.accounts.steps import forget_steps
from veturi.foundation.history.actions import Difference


class NoSecondStep(Exception):
    """There is nothing to take away."""

    def __init__(self) -> None:
        super().__init__(_("This person has no second step to reset."))


class OwnSecondStep(Exception):
    """One's own is changed with a proof of who one is, not by one's role."""

    def __init__(self) -> None:
        super().__init__(_("Change your own second step on the page Signing in."))


@transaction.atomic
def ask_second_step(
    provider: Provider, *, role: Role, since: date, by: Person | None
) -> SecondStepRule:
    """From the day on, whoever has the role signs in with a second step."""
    rule = SecondStepRule(provider=provider, role=role, since=since)
    rule.full_clean()
    rule.save()
    tell(rule, [Difference("second_step", "", role.value)], by=by)
    return rule


@transaction.atomic
def end_second_step_rule(rule: SecondStepRule, *, by: Person, on: date) -> None:
    """The rule's last day was yesterday; one of today never was. Second steps stay as they are."""
    tell(rule, [Difference("second_step", rule.role, "")], by=by)
    if rule.since >= on:
        rule.delete()
    else:
        rule.until = on - timedelta(days=1)
        rule.save(update_fields=["until"])


@transaction.atomic
def reset_second_step(person: Person, *, by: Person) -> User:
    """Take every second step away; the history of each school of the account says so."""
    if person.user_id is not None and person.user_id == by.user_id:
        raise OwnSecondStep
    if person.user is None or not forget_steps(person.user):
        raise NoSecondStep
    for one in person.user.persons.select_related("provider"):
        tell(one, [Difference("second_step", "True", "False")], by=by)
    return person.user
