"""Fields read what people write."""

from datetime import time

import pytest
from django import forms

from veturi.foundation.web.fields import ClockField


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("8", time(8)),
        ("8:00", time(8)),
        ("08.30", time(8, 30)),
        ("klo 16", time(16)),
        ("kl. 16:05", time(16, 5)),
        ("0:00", time(0)),
        ("", None),
        (time(7, 5), time(7, 5)),
    ],
)
def test_a_time_is_read_as_people_write_it(written, read):
    assert ClockField(required=False).clean(written) == read


@pytest.mark.parametrize("written", ["25", "8:60", "8:0", "kahdeksan", "8–16", "-1", "٨"])
def test_what_is_no_time_is_refused(written):
    with pytest.raises(forms.ValidationError, match="8.00"):
        ClockField().clean(written)


def test_a_time_comes_back_as_it_is_written_here():
    widget = ClockField().widget

    assert widget.format_value(time(8, 5)) == "8.05"
    assert widget.format_value("8 tai 9") == "8 tai 9"
    assert widget.format_value(None) is None
