"""A formula is written once, as a tree; everything else reads that tree.

:mod:`~dealmodel.formulas.expression` is the tree, its leaves the figures that it is over;
:mod:`~dealmodel.formulas.language` makes one of the text of ``calc``. Its readers: ``result`` (the
answer with everything it rests on), ``ranges`` (what it can be), ``points``, ``measures`` (its
unit and kind), ``rendering``, ``printed`` and ``explanation`` (words), ``cells`` (a spreadsheet).
``unknowns`` tells which leaves are one and the same.
"""
