"""What a report holds as tables of typed cells, with the formulas that make the derived ones."""
