"""Pictures of who holds whom: as SVG, Mermaid and DOT, from one graph.

``graph`` says what is drawn (boxes, lines, words), ``svg``, ``mermaid`` and ``dot`` how. For SVG
the boxes are put into ``layers`` (``ordering``, ``placing``, ``packing``), lines into ``tracks``
and words into ``blocks`` whose room ``lettering`` knows, so that nothing overlaps.
"""
