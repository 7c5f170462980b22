import gc

import pytest

from veturi.foundation.collecting import collected_seldom, uncollected


def test_nothing_is_collected_meanwhile_and_everything_afterwards():
    with uncollected():
        assert not gc.isenabled()

    assert gc.isenabled()


def test_it_is_at_work_again_after_a_fault_too():
    with pytest.raises(LookupError), uncollected():
        raise LookupError

    assert gc.isenabled()


def test_who_had_stopped_it_starts_it():
    with uncollected():
        with uncollected():
            pass

        assert not gc.isenabled()


def test_long_work_is_collected_seldom_and_what_follows_as_before():
    before = gc.get_threshold()

    with pytest.raises(LookupError), collected_seldom():
        during = gc.get_threshold()
        raise LookupError

    assert during[0] > before[0]
    assert gc.get_threshold() == before
