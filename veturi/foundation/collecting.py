"""Python's collector of rings of objects is stopped while very many plain values are made."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


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
