"""Who: providers, organisations, partnerships, people, bodies and seats.

Organisations hold public facts; what a provider knows or thinks of one is its partnership.
"""
