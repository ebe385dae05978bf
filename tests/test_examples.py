"""Each example runs, as a user would run it, and prints what it promises."""

import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
EXAMPLES = sorted((ROOT / "examples").glob("*.py"))

PROMISED = {
    "draft_book.py": [
        "stakes.stellantis-in-leapmotor.share: 21%",
        "volumes.leapmotor-2024.count: just over 300,000 cars",
        "ratios.leapmotor-to-byd-2024.ratio: less than a tenth",
        "not placed: 600 km",
        '{says: "$1.6 billion", source: gazette-2025-04-26}',
    ],
    # 1.6 billion over 21 points, at the mean of October 2023; 1.5 billion over 20.
    "convert_on_spark.py": ["15065.28", "1.58"],
    "extend_calculator.py": ["75000000.00 EUR", "76190476.19 USD", "from cnbc-2025-04-26"],
    "extend_check.py": ["info share-unfiled stakes.stellantis-in-leapmotor.share: 21% (CNBC"],
    "extend_format.py": [r"stakes.buyer-in-target & share & 0.25 & 0.25 & 0.25 &  \\"],
    "fact_check.py": [
        "€1.5 billion and $1.6 billion: compatible",
        "they would meet if 20 percent is cut off, not rounded",
        "volumes.yaml:10:16: just over 300,000 cars (CNBC after Reuters) and almost 294,000",
    ],
    "own_book.py": ["the two are equal: True", "implied_equity_value GBP 760000000 840000000"],
    # 109,800 / 7.25 = 15,144.83
    "extend_rates.py": ["15144.83", "supply contract, clause 4"],
    "price_list.py": ["13265.20 EUR", "(2025-04-25)", "mean of 2025-02"],
    "review_article.py": [
        "holds 109,800 yuan, $15,115",
        "doubtful 529,900 yuan, nearly $74,000",
        "holds 65,800-75,800 yuan, ~US $9,280 – US $10,691",
        "untestable 21%, $1.6 billion",
        "wrong 32%, $5.6 billion, $5.0 billion: 12% instead of 32%",
    ],
    "stake_valuation.py": ["7619047619.05 USD [7209302325.58, 8048780487.81]", "no share is new"],
    "workbook.py": ["12 sheets", "around €12,000: 10,245 GBP (mean of 2025-04)"],
    "ten_lines.py": ["(300000, 310000]", "13265.20", "(3000000, ∞)"],
}


def test_every_example_promises_something():
    assert [path.name for path in EXAMPLES] == sorted(PROMISED)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_the_example_runs(path: Path):
    is_spark = "spark" in path.name  # which warns of pandas
    if is_spark and not (find_spec("pyspark") and shutil.which("java")):
        pytest.skip("Spark needs Java and PySpark")
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-W", "default" if is_spark else "error", str(path)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    for words in PROMISED[path.name]:
        assert words in done.stdout
