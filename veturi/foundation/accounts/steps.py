"""Which second steps an account has: an app that gives codes, passkeys, recovery codes."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.db.models import QuerySet

from veturi.foundation.accounts.models import User

Kind = Authenticator.Type
# Recovery codes stand in for these; alone they are none.
STEPS = (Kind.TOTP, Kind.WEBAUTHN)
# A code holds for its half minute and the ones beside it.
CODE_HOLDS = 90

# Where somebody may go who must set up a second step before anything else.
OPEN_WITHOUT_STEP = frozenset(
    {
        "second_step",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "account_reauthenticate",
        "account_logout",
        "set_language",
    }
)


def steps_of(user: Any) -> QuerySet[Authenticator]:
    """The second steps of a user, or of the user of an outer query."""
    return Authenticator.objects.filter(user=user, type__in=STEPS)  # type: ignore[no-any-return]


def forget_steps(user: User) -> bool:
    """Take away every second step with its codes; says whether there was one."""
    had = steps_of(user).exists()
    Authenticator.objects.filter(user=user).delete()
    return had


def used_before(user: User, code: str) -> bool:
    """Whether this code of the app was used while it holds; from now on it was."""
    return not cache.add(f"second-step:{user.pk}:{code}", 1, timeout=CODE_HOLDS)
