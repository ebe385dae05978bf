"""Your own book: from a file, and the same built in Python."""

from pathlib import Path

import dealmodel as dm

from_file = dm.load_book(Path(__file__).with_name("own_book.yaml"))

built = dm.Book(
    book="A stake from two papers",
    currency="EUR",
    sources={
        "paper-a": dm.Source(publisher="Paper A", published="2024-05-07"),
        "paper-b": dm.Source(publisher="Paper B", published="2024-05-08"),
    },
    parties={
        "buyer": dm.Party(name="Buyer plc", kind="company"),
        "target": dm.Party(name="Target AG", kind="company"),
    },
    stakes={
        "buyer-in-target": dm.Stake(
            investor="buyer",
            investee="target",
            on="2024-05-07",
            shares_are="primary",
            share=[
                dm.Claim(says="a quarter", source="paper-a"),
                dm.Claim(says="25.1%", source="paper-b"),
            ],
            paid=[
                dm.Claim(says="about £200 million", source="paper-a"),
                dm.Claim(says="€233m", source="paper-b"),
            ],
        )
    },
)
print("the two are equal:", from_file == built)
for item in dm.report(built).items:
    record = item.to_dict()
    print(record["name"], record["unit"], record["low"], record["high"], record["sources"])
