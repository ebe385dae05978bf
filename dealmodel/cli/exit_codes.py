"""The exit codes of the program that no error of its own has (:mod:`dealmodel.errors`)."""

UNWRITABLE = 74
"""The output cannot be written."""

INTERRUPTED = 130

UNREAD = 141
"""Nobody reads the output."""
