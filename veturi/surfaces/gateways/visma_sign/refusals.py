"""Why the signing service gives no answer; each reason is a sentence for people."""

from django.utils.translation import gettext_lazy as _


class NoAnswer(Exception):
    """The service could not be asked, or its answer is of no use."""


class NotConfigured(NoAnswer):
    def __init__(self) -> None:
        super().__init__(_("The signing service is not in use here."))


class NotReached(NoAnswer):
    """No connection, no answer in time, or none that can be read."""

    def __init__(self) -> None:
        super().__init__(
            _("The signing service does not answer right now. Try again later, or sign otherwise.")
        )


class NotAccepted(NoAnswer):
    """It does not know us: identifier, secret or clock are wrong."""

    def __init__(self) -> None:
        super().__init__(
            _("The signing service does not accept our credentials. Tell whoever keeps Veturi.")
        )


class Refused(NoAnswer):
    """It understood, and said no."""

    def __init__(self) -> None:
        super().__init__(
            _("The signing service refused this. Check the addresses of who signs, and try again.")
        )


class NotFound(NoAnswer):
    def __init__(self) -> None:
        super().__init__(_("The signing service no longer has this document."))
