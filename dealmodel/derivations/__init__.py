"""What follows from a book's records: the one place where formulas meet claims.

Each kind of record has one module here, and in it one declaration, :class:`~dealmodel.derivations
.kind.Kind`: what the section is called, what a record is about, what follows from it and on which
sheet that stands. Checks, reports, footnotes, differences, tables and workbooks read what it
yields; none of them knows the kinds by name. Start at :mod:`dealmodel.derivations.kinds`.
"""
