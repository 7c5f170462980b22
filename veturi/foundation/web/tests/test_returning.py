"""Whoever went to mend something comes back, and never to another site."""

import pytest

from veturi.foundation.web.returning import back_of, with_back


@pytest.mark.parametrize(
    ("asked", "back"),
    [
        ("/periods/1/", "/periods/1/"),
        ("/guard/?mender=teacher", "/guard/?mender=teacher"),
        ("https://elsewhere.invalid/", ""),
        ("//elsewhere.invalid/", ""),
        ("/\\elsewhere.invalid/", ""),
        ("javascript:alert(1)", ""),
        ("", ""),
    ],
)
def test_back_is_a_page_of_ours(rf, asked, back):
    assert back_of(rf.get("/", {"back": asked})) == back


@pytest.mark.parametrize(
    ("address", "whole"),
    [
        ("/students/1/edit/", "/students/1/edit/?back=%2Fguard%2F%3Fpage%3D2"),
        ("/periods/new/?offer=1", "/periods/new/?offer=1&back=%2Fguard%2F%3Fpage%3D2"),
        ("/periods/1/edit/#id_units", "/periods/1/edit/?back=%2Fguard%2F%3Fpage%3D2#id_units"),
    ],
)
def test_the_way_back_travels_in_the_address(address, whole):
    assert with_back(address, "/guard/?page=2") == whole
