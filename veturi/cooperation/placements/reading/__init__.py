"""What is asked of learning at work across rows."""

from veturi.cooperation.placements.reading.expected import deeds_expected

__all__ = ["deeds_expected"]
