"""A report as files: typed cells once, one writer a format.

:mod:`~dealmodel.exports.table` is a table of typed cells, ``tables`` the tables of a report;
``csv_table``, ``markdown_table``, ``parquet`` and ``frame`` write or hand on one of them, ``xlsx``
a workbook of all; ``sarif`` and ``github`` tell findings to programs.
"""
