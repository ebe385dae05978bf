"""Receipts: what an answer rests on, so that another can tell later whether it still holds.

:mod:`.receipt` is the thing itself and how it is made, :mod:`.fingerprint` tells which parts of a
book changed, :mod:`.reading` finds a receipt in a file, :mod:`.verifying` holds one against now.
"""
