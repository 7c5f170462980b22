"""The national rules of work-life feedback and HOKS, pure; the public face is `national.py`.

Plain values in and out, in the registers' own field names: a period is a `jakso`, a study right an
`opiskeluoikeus`. A day comes in as "2024-06-30", with or without a time after "T", or as a `date`,
and goes out as "2024-06-30". None and "" are no day. What is no day at all raises ValueError.
"""
