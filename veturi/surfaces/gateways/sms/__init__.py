"""Text messages by a service that takes JSON over HTTPS: one-time codes, for now.

How a message is written for it is in the settings; Elisa Dialogi needs nothing but a key.
"""
