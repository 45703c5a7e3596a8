"""Numbers of two sides put in pairs, the nearest first, each used once."""

import heapq
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, TypeVar

T = TypeVar("T")


def nearest_pairs(old: Sequence[T], new: Sequence[T], place: Callable[[T], tuple[Decimal, Any]]) -> list[tuple[T, T]]:
    """Pairs of an old and a new item, those whose places are the least apart first; what is left over has none.

    ``place`` gives a number, and what settles ties; it must not depend on the side, so that exchanging the sides
    exchanges the pairs. The nearest of two sides are neighbours among all that are left, so a heap of neighbours does.
    """
    items = sorted([(place(item), 0, item) for item in old] + [(place(item), 1, item) for item in new], key=_by_place)
    before, after = [k - 1 for k in range(len(items))], [k + 1 for k in range(len(items))]
    heap: list[tuple[Decimal, Any, int, int]] = []

    def meet(k: int, j: int) -> None:
        if k >= 0 and j < len(items) and items[k][1] != items[j][1]:
            heapq.heappush(heap, (items[j][0][0] - items[k][0][0], items[k][0], k, j))

    for k in range(len(items) - 1):
        meet(k, k + 1)
    pairs, used = [], [False] * len(items)
    while heap:
        _, _, k, j = heapq.heappop(heap)
        if used[k] or used[j]:
            continue
        used[k] = used[j] = True
        pairs.append((items[k][2], items[j][2]) if items[k][1] == 0 else (items[j][2], items[k][2]))
        left, right = before[k], after[j]
        if left >= 0:
            after[left] = right
        if right < len(items):
            before[right] = left
        meet(left, right)
    return pairs


def _by_place(item: tuple[tuple[Decimal, Any], int, Any]) -> tuple[Decimal, Any]:
    return item[0]
