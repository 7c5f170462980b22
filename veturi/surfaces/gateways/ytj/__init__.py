"""YTJ, the register of companies: looked up when a partner is made, compared with at night.

What differs is proposed, and nothing changes until somebody of ours accepts it.
"""
