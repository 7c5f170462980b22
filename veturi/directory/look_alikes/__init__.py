"""What may be the thing that somebody is typing in: found in the search index, told with reasons.

Each question costs the same few queries, however many partners there are.
"""
