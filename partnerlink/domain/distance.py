"""Whole metres on the plane: what matching searches and judges by."""

import math

METRES_PER_KILOMETRE = 1000


def metres_of(squared: int) -> int:
    """Return the root of square metres, rounded up to whole metres.

    Rounded up, it is within a whole radius exactly when the point itself is.
    """
    root = math.isqrt(squared)
    return root if root * root == squared else root + 1
