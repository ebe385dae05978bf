"""Figures in other languages: a text translated in place, then read by the one English grammar.

``translation`` is the mechanism; ``german``, ``french``, ``italian``, ``spanish`` and ``chinese``
are tables and nothing else. To add a language, write its table and name it in ``locales``.
"""
