import gc

import pytest

from veturi.foundation.collecting import uncollected


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
