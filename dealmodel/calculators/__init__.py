"""The definitions of the field, each a formula over figures, once: figures in, results out.

One module a subject: ``valuation`` and ``third_of_three`` (a stake and what it implies),
``receipts`` (prices and numbers of shares), ``capital`` (diluted shares, stakes and values by their
number), ``share_classes`` and ``share_counts`` (how many a book has of each), ``volumes``,
``conversion``, ``calculation`` (``calc``), ``status`` (how far an agreement came).
``reconciliation`` tells how claims on one fact stand to each other, ``selection`` chooses among
them. ``ownership`` is who holds what through
whom: ``holdings`` from records, ``company`` what holders can have of one, ``way`` what leads to it,
``interest_ranges`` the exact solution, ``network`` and ``interests`` that of exact shares alone,
``control`` and ``standing`` what follows from votes. ``declared`` is a calculator as one
declaration, from here or outside.
"""
