"""A real mail server on this machine, which keeps what it takes and answers as it is told."""

import socket
from email import message_from_bytes

import pytest
from aiosmtpd.controller import Controller

OK = "250 OK"


class Inbox:
    """What arrived, in order. `before` and `after` are called around each step of a letter."""

    def __init__(self, port):
        self.port, self.letters, self.answers = port, [], {}
        self.before = self.after = lambda _step: None

    async def handle_MAIL(self, server, session, envelope, address, options):
        envelope.mail_from = address
        return self._answer("MAIL")

    async def handle_RCPT(self, server, session, envelope, address, options):
        envelope.rcpt_tos.append(address)
        return self._answer("RCPT")

    async def handle_DATA(self, server, session, envelope):
        answer = self._answer("DATA")
        if answer == OK:
            self.letters.append(message_from_bytes(envelope.content))
        self.after("DATA")
        return answer

    def _answer(self, step):
        self.before(step)
        return self.answers.get(step, OK)

    @property
    def subjects(self):
        return [letter["Subject"] for letter in self.letters]


@pytest.fixture
def inbox(settings):
    with socket.create_server(("127.0.0.1", 0)) as free:
        kept = Inbox(free.getsockname()[1])
    controller = Controller(kept, hostname="127.0.0.1", port=kept.port)
    controller.start()
    settings.MAIL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", kept.port
    yield kept
    controller.stop()
