"""Settings of the tests: SQLite unless VETURI_TEST_DATABASE says otherwise."""

import os
import tempfile

os.environ.setdefault("VETURI_SECRET_KEY", "only for tests, never for people")
os.environ.setdefault("VETURI_LOCAL", "1")
os.environ.setdefault("VETURI_VAR", tempfile.mkdtemp(prefix="veturi-test-"))
os.environ["VETURI_DATABASE"] = os.environ.get("VETURI_TEST_DATABASE", "sqlite:veturi-test")

from veturi.settings import *

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
STATICFILES_DIRS: list[str] = []
YTJ_TWIN = "answers"
EHOKS_TWIN = "answers"
SMS_BACKEND = SMS_TWIN = SMS_URL = ""
VISMA_SIGN_TWIN, SIGNING_SERVICE = "waits", "visma_sign"
