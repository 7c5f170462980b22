"""Who may not is told so."""

from django.core.exceptions import PermissionDenied


def require(allowed: bool) -> None:
    """Answer 403 unless it is allowed."""
    if not allowed:
        raise PermissionDenied
