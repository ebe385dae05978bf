"""A printed figure: text in, an exact bounded number with its unit out. Pure.

Start at :mod:`~dealmodel.figures.reader`. A reading consumes its text, from the *candidates* that
look like numbers through their *parts* (number, magnitude, unit, hedge) to a
:class:`~dealmodel.figures.figure.Figure`; what is left over decides whether it stands
(``leftovers``). What the words around a number mean is one table (``hedges``). ``languages`` puts
other locales into English words in place, so that every span is one of the text as printed.
"""
