"""What the journeys share: somebody who has joined an identity."""

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core import mail

from tests.signing import come_back, go_to_provider, prove


@pytest.fixture
def joined(school, aino, browse):
    """Aino has joined her identity on her own page."""
    page = browse(aino)
    prove(page)
    come_back(page, go_to_provider(page, "connect")[0])
    mail.outbox.clear()
    return SocialAccount.objects.get(user=aino.user)
