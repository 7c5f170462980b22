"""Lists of the student system on their way: judged, brought in, taken back again."""
