"""Amounts of a table converted inside Spark: the same as on one machine, on as many as there are.

Run it where Java and PySpark are (``pip install 'dealmodel[spark]'``)::

    python examples/convert_on_spark.py
"""

from pyspark.sql import SparkSession

from dealmodel.tables.spark import convert_spark

if __name__ == "__main__":
    spark = SparkSession.builder.master("local[2]").appName("convert").getOrCreate()
    prices = spark.createDataFrame(
        [("109800", "CNY", "2025-04-26"), ("1.5", "EUR", "2023-10-26"), ("5", "???", "2025")],
        ["price", "currency", "day"],
    )
    converted = convert_spark(prices, amount="price", currency="currency", day="day", to="USD")
    converted.show(truncate=False)
    spark.stop()
