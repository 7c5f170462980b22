"""What is logged as it happens: calls, messages, meetings, visits.

Every other kind too, until its own module exists. What is agreed next becomes a promise with an
owner and a day.
"""
