"""Reciprocity: what each side gave and got, by currency and in total, with its confidence."""
