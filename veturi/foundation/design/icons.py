"""Icons drawn into the page, so that none of them costs a request."""

from functools import lru_cache

from lucide.jinja import lucide
from markupsafe import Markup


@lru_cache(maxsize=256)
def icon(name: str, *, label: str | None = None) -> Markup:
    """Without a label the icon is decoration; with one it speaks for itself."""
    spoken = {"role": "img", "aria-label": label} if label else {"aria-hidden": "true"}
    return Markup(lucide(name, size=None, **{"class": "i"}, **spoken))  # noqa: S704 (the package's own)
