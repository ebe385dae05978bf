"""The true range of a formula over what its figures can mean.

Start at :mod:`~dealmodel.formulas.ranges.enclosure`, which goes from the cheapest exact way to the
dearest and says which it took (``method``) and whether the range is the true one (``tight``):

1. every unknown stands once: interval arithmetic is exact (``intervals``, ``by_nodes``);
2. each unknown can be shown to push the answer one way only: two evaluations at ends of the box
   (``directions``, ``extremes``). For a shape of formula and a kind of figures that is found out
   once, as a *plan* (``shapes``, ``plans``);
3. what is left is a quotient of polynomials (``rational``, ``polynomials``), whose sign over a
   *region*, a box with open and absent ends (``regions``), is proved or not (``signs``,
   ``vertices``): then its corners (``corners``, ``shared``); roots are taken out first
   (``rooted``);
4. else the box is cut into smaller ones (``outer``): a sound range that is wider, and says so.

Trying corners without the proof is unsound: x (1 - x) on [0.2, 0.9] peaks at 0.25, no corner. An
end is closed only where a corner that attains it is closed in every unknown that matters. Absent
ends are limits, not big numbers.
"""
