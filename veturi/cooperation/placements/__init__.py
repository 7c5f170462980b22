"""Learning at work: students, workplaces, periods, agreements, visits.

One module because its rows share keys; the kinds of the ledger keep their prefixes placements,
agreements and visits.
"""
