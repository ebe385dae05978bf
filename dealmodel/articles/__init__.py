"""A text → what its own numbers say of each other, and whether they can be right.

Vocabulary: an *article* is a text with the day it came out; a *relation* is what its words claim
of two or more of its figures; a *rule* knows the words of one kind of relation and the formula that
tests it; a *verdict* is what the test gives. Policy: the words claim a relation, the numbers only
test it. "Wrong" is said only where no reading of the text can be right.
"""
