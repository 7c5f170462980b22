"""Building the assets: only when something has changed."""

import pytest

from veturi.foundation.design import build


@pytest.fixture
def runs(monkeypatch):
    """What would have been run; Node itself is tried by every page test."""
    done = []
    monkeypatch.setattr(build, "_run", lambda tool, *arguments, cwd: done.append(tool))
    return done


@pytest.fixture
def sources(tmp_path):
    folder = tmp_path / "frontend"
    (folder / "css").mkdir(parents=True)
    (folder / "css" / "base.css").write_text("a {}")
    return folder


def test_the_first_time_everything_is_built(runs, sources, tmp_path):
    assert build.build_assets(sources=sources, stamp=tmp_path / "stamp.txt")
    assert runs == ["npm", "node"]


def test_nothing_is_built_when_nothing_has_changed(runs, sources, tmp_path):
    build.build_assets(sources=sources, stamp=tmp_path / "stamp.txt")
    assert not build.build_assets(sources=sources, stamp=tmp_path / "stamp.txt")
    assert runs == ["npm", "node"]


def test_a_change_is_built(runs, sources, tmp_path):
    build.build_assets(sources=sources, stamp=tmp_path / "stamp.txt")
    (sources / "css" / "base.css").write_text("b {}")
    assert build.build_assets(sources=sources, stamp=tmp_path / "stamp.txt")


def test_what_npm_brought_is_no_change(runs, sources, tmp_path):
    build.build_assets(sources=sources, stamp=tmp_path / "stamp.txt")
    (sources / "node_modules").mkdir()
    (sources / "node_modules" / "package.js").write_text("1")
    assert not build.build_assets(sources=sources, stamp=tmp_path / "stamp.txt")
