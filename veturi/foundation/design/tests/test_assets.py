"""The address of a built file."""

import json
import os

import pytest

from veturi.foundation.design.assets import asset


@pytest.fixture
def manifest(tmp_path):
    file = tmp_path / "manifest.json"
    file.write_text(json.dumps({"base.css": "base-AB12CD34.css"}))
    return file


def test_an_asset_is_found_by_its_plain_name(manifest):
    assert asset("base.css", manifest=manifest).endswith("/veturi/dist/base-AB12CD34.css")


def test_a_new_build_is_noticed(manifest):
    asset("base.css", manifest=manifest)
    manifest.write_text(json.dumps({"base.css": "base-EF56AB78.css", "more": "longer"}))
    os.utime(manifest, ns=(1, 1))
    assert asset("base.css", manifest=manifest).endswith("base-EF56AB78.css")


def test_without_a_build_the_way_to_build_is_told(tmp_path):
    with pytest.raises(RuntimeError, match="design.build"):
        asset("base.css", manifest=tmp_path / "manifest.json")
