"""What follows from a book, ordered for a reader. Nothing is computed here.

``deriving`` gathers a report; ``outline`` puts it into sections and lines, which ``text`` and
``markdown`` render; ``citation`` makes footnotes, ``difference`` compares two books, ``timeline``
and ``holding_timeline`` tell what happened when, ``drawing`` has the pictures and ``receipt`` what
an answer rests on.
"""
