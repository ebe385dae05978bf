"""The report as one page of HTML, with nothing in it from anywhere else.

``page`` puts the report's parts into the templates, ``answers`` makes the rows of its tables,
``safe`` what text and addresses of a book become in a page. Jinja2 is loaded by the page alone.
"""
