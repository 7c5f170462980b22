"""Visma Sign, a signing service: agreements are sent there, and come back signed.

It is one way beside ours: who signs there is known by strong identification.
"""
