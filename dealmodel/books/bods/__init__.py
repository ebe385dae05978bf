"""The Beneficial Ownership Data Standard (BODS), version 0.4, in and out.

The standard speaks of *records* of entities, persons and relationships, and of *statements*: what
a source declared of a record on a day. A relationship has a *subject* (an entity), an *interested
party* who holds it, and *interests*, each with a type, a share in per cent and dates.

Out: each party that takes part in a stake or joint venture is a record, and what each source says
of each holding is one of its own, so that claims that disagree stand side by side. Everything else
that a book says travels in annotations, so that reading the file gives back the same book.

In: what the standard's keys say and a book has a key for goes there. The rest is kept in the words
of the file: of a party as a fact "BODS ...", of a relationship that is no direct holding as a fact
"BODS relationship", of an interest or a source as a note "BODS {...}"; writing the book again puts
it back. The little that is not kept is told in warnings.
"""
