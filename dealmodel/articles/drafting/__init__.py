"""A text → claims for a deal book: whose figure each one is, what it is of, and who says so.

Vocabulary: a *name* is what a text calls a party or product; a *passage* is a sentence with its
names and figures as marks; a *proposal* puts one figure into a field of a record; what no passage
makes plain stays *unplaced*, with the reason. Policy: the words decide, never the size of a number;
each figure of a text is placed or listed, and nothing is kept of a sentence but a few words.
"""
