"""The trade's rules, pure: plain values in and out."""
