"""A format of your own: what `dealmodel export book -o answers.tex` writes once it is installed."""

import io
from typing import BinaryIO

import dealmodel as dm
from dealmodel import extend

SPECIAL = str.maketrans({each: f"\\{each}" for each in "&%$#_{}"})


def write_tex(report: extend.Report, file: BinaryIO) -> None:
    """The answers as the rows of a LaTeX table: subject, name, low, point, high, unit."""
    for record in report.results():
        if "low" in record:
            cells = (record[key] for key in ("subject", "name", "low", "point", "high", "unit"))
            row = " & ".join("" if cell is None else cell.translate(SPECIAL) for cell in cells)
            file.write(f"{row} \\\\\n".encode())


TEX = extend.Format(name=".tex", about="the answers as rows of a LaTeX table", write=write_tex)

with extend.registered(TEX):
    file = io.BytesIO()
    TEX.written(dm.report(dm.load_book("examples/own_book.yaml")), file)
    print(file.getvalue().decode().splitlines()[0])
