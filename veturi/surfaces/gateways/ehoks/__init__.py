"""eHOKS, the national register of personal study plans: periods are looked at there.

It only reads. A provider that switches writing on may also send a period there.
"""
