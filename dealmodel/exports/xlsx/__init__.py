"""A report as an Excel workbook of live formulas, written by XlsxWriter and read back with care.

Out: start at :mod:`~dealmodel.exports.xlsx.writing`. The rows and formulas of every sheet are those
of :mod:`dealmodel.exports.tables`; here they get a ``sheet``, a ``page`` to print on, a ``theme``,
``names``, ``validation``, ``charts`` (of ``bars``) and a ``cover``.

Back: ``package`` opens the parts of a file that may come from anybody, ``reading`` finds its
sheets, ``cells`` streams formulas with their cached values, and ``difference`` and ``comparison``
tell which of them are not what the book gives.
"""
