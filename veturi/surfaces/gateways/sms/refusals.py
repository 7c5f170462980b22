"""Why a text message did not leave; each reason is a sentence for whoever keeps Veturi."""

from django.utils.translation import gettext_lazy as _

from veturi.foundation.mail import sms


class NotConfigured(sms.NotSent):
    def __init__(self) -> None:
        super().__init__(_("No service of text messages is in use here."))


class NoNumber(sms.NotSent):
    def __init__(self) -> None:
        super().__init__(_("This is not a phone number that a text message can be sent to."))


class NotReached(sms.NotSent):
    """No connection, no answer in time, or a fault of theirs."""

    def __init__(self) -> None:
        super().__init__(_("The service of text messages does not answer right now."))


class NotAccepted(sms.NotSent):
    """It does not know our key."""

    def __init__(self) -> None:
        super().__init__(_("The service of text messages does not accept our key."))


class Refused(sms.NotSent):
    """It understood, and said no; `said` is its own word."""

    def __init__(self, said: str) -> None:
        super().__init__(
            _("The service of text messages did not take it (%(said)s).") % {"said": said}
        )
        self.said = said
