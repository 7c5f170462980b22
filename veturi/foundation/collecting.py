"""Python's collector of rings of objects is stopped while very many plain values are made."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = 50_000  # new objects; Python itself looks after each 700


@contextmanager
def uncollected() -> Iterator[None]:
    """It goes through all that was made again and again, and finds no ring in rows of values.

    What nothing refers to any more is let go all the same.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def collected_seldom() -> Iterator[None]:
    """For long work of many steps, which may leave a ring now and then."""
    before = gc.get_threshold()
    gc.set_threshold(_SELDOM, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
