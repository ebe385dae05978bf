"""Files to a book and back."""
