"""The link that lets somebody in for the first time; with it they may join an identity instead."""

from typing import Any

from allauth.account.forms import UserTokenForm
from allauth.account.views import INTERNAL_RESET_SESSION_KEY
from django.http import HttpRequest

from veturi.foundation.accounts.models import User


def is_invited(user: User | None) -> bool:
    """Whether the account was opened and nobody has come in yet."""
    return user is not None and user.last_login is None and not user.has_usable_password()


def invitation(request: HttpRequest, uidb36: str) -> dict[str, str]:
    """What is known of the link that was followed: whose, and the key that the session keeps."""
    return {"uidb36": uidb36, "key": request.session.get(INTERNAL_RESET_SESSION_KEY, "")}


def invited_by(link: Any) -> User | None:
    """Who is invited by the link, if it still holds: it does until somebody has come in with it."""
    form = UserTokenForm(data=link or {})
    if not form.is_valid() or not is_invited(form.reset_user):
        return None
    user: User = form.reset_user
    return user
