"""Files to a book and back.

``reading`` loads a file or a folder (YAML, TOML, JSON) with the place of every part, ``writing``
and ``saving`` put it back, whole or not at all; ``schema`` and ``starter`` are for those who write
one. ``bods`` is the ownership standard, in and out.
"""
