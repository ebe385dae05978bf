"""A report as an Excel workbook of live formulas, written by XlsxWriter."""
