"""The rules, one module a kind of relation. A new one is a new file with a ``RULE``."""
