"""`veturi sms +358401234567`: whether text messages leave from here."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from veturi.foundation.mail import sms

TEXT = "Veturi: this is a message to try out whether text messages leave."


class Command(BaseCommand):
    help = "Send a text message to one's own number, to see that the settings are right."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("number")

    def handle(self, *, number: str, **_options: Any) -> None:
        if not sms.is_possible():
            raise CommandError("VETURI_SMS_URL is not set: codes go by mail.")
        try:
            sms.send(number, TEXT)
        except sms.NotSent as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write("The service took it.")
