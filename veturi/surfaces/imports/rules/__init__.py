"""What a row of a list says, and what about it must be asked: plain values in, plain values out."""
