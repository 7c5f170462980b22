"""Files that are not what is asked for: a sentence at the field, and nothing is brought in."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.bad_input.forms_in_pages import filled, sent, soup, untold
from tests.bad_input.table import FORMS
from tests.bad_input.trial import Trial, everything

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(600)]
HEAD = b"vastaajatunnusid;tyopaikkajakson_loppupvm;tyopaikkajakson_kesto\n"
BAD = {
    "nothing": None,
    "empty": b"",
    "binary": bytes(range(256)) * 9,
    "zeros": b"\0" * 999,
    "one long cell": HEAD + b"x" * 200_000,
    "open quotation": HEAD + b'1;"2026-10-31;9\n',
    "other columns": b"a;b\n1;2\n",
    "half of utf-16": b"\xff\xfea",
    "program": b"MZ\x90\0" + b"\0" * 60,
}


FIELDS = {"responses_bringing": "tokens", "survey_links": "file", "signature_on_paper": "file"}


def test_a_file_that_is_another_is_refused(school, sender):
    before, faults = everything(), {}
    for name, field in FIELDS.items():
        trial = Trial(FORMS[name], school, sender())
        body = filled(trial.fields(), trial.given())
        for what, content in BAD.items():
            file = {field: SimpleUploadedFile("a.csv", content)} if content is not None else {}
            rest = {key: value for key, value in body.items() if key != field}
            answer = sent(trial.browser, trial.address, {**rest, **file})
            if answer.status_code != 422 or untold(soup(answer)) or everything() != before:
                faults[name, what] = (answer.status_code, untold(soup(answer)))

    assert faults == {}
