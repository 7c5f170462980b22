"""What was done between whom, and what is promised.

The pen is journal.py (cooperation alone may hold it), the lens is reading.py.
"""
