"""What sources say about deals, typed: sources, claims and the records that claims are about.

Every value is text as a source printed it, read once and validated at the door; nothing is
converted or computed here.
"""
