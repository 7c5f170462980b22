"""A worker killed in the middle of its work neither loses nor doubles a step."""

import pytest

from veturi.foundation.jobs.tests.conftest import STEPS, kill

DONE = "SELECT new FROM history_change WHERE subject = 'jobs.job:try' ORDER BY id"
OVER = "SELECT finished_at FROM jobs_job WHERE finished_at IS NOT NULL"


@pytest.mark.timeout(100)
def test_a_killed_worker_neither_loses_nor_doubles_a_step(start, database, wait_for):
    for enough in (STEPS // 4, STEPS // 2):
        worker = start()
        wait_for(lambda: len(database.column(DONE)) >= enough)
        kill(worker)
        assert database.column(OVER) == []

    start()
    wait_for(lambda: database.column(OVER))

    assert [int(new) for new in database.column(DONE)] == list(range(STEPS))
