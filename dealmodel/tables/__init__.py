"""Tables of any size: whole columns converted, valued and calculated, streamed in record batches.

Start at :mod:`dealmodel.tables.kernel` for the arithmetic, :mod:`dealmodel.tables.calendar` for the
rates it gathers from, :mod:`dealmodel.tables.conversion` for batches of rows and
:mod:`dealmodel.tables.files` for files. This room loads NumPy and Arrow, an extra of the package.
"""
