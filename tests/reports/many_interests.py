"""A book with more interests than a report tells."""

from __future__ import annotations

import dealmodel as dm


def many_interests(first: int = 50) -> dm.Book:
    """Each of 15 owners holds, through one of 15 companies, a part of each of 15 others: 225
    interests, of which those of the owner with ``first`` percent of its company are 1/50 of that.
    """
    owners, between, held = ([f"{kind}{number}" for number in range(15)] for kind in "omv")
    shares = {(owners[n], between[n]): f"exactly {n + 50}%" for n in range(15)}
    shares[owners[0], between[0]] = f"exactly {first}%"
    shares |= {(holder, company): "exactly 2%" for holder in between for company in held}
    return dm.Book.build(
        {
            "book": "x",
            "sources": {"a": {"publisher": "A"}},
            "parties": {
                each: {"name": each, "kind": "company"} for each in (*owners, *between, *held)
            },
            "stakes": {
                f"s-{holder}-{company}": {
                    "investor": holder,
                    "investee": company,
                    "share": [{"says": says, "source": "a"}],
                }
                for (holder, company), says in shares.items()
            },
        }
    )
