"""What is wrong, doubtful or worth knowing in a book: one rule a file, findings out.

A rule gets a :class:`~dealmodel.checks.context.Context` (the book's claims with their paths, and
the rates of their days) and yields a :class:`~dealmodel.checks.finding.Finding` for each fault.
``catalogue`` has them all. What a rule compares is a formula of ``calculators`` and a claim, or
two formulas; it works nothing out itself.
"""
