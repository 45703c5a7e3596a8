"""A trend as a picture, drawn by Matplotlib."""

import io
import logging
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from imss_facts.errors import UsageError
from imss_facts.operations.trend import Point

FORMATS = ("svg", "png")
INSTALL = "pip install 'imss-facts[plot]'"
MAX_POINTS = 400
_MARKERS = {"exact": "o", "approximate": "o", "more_than": "^", "at_least": "^", "less_than": "v", "at_most": "v"}
_SALT = "imss-facts"  # the same ids in every run
_COLUMNS, _PER_INCH = 2, 7


def plot(points: Sequence[Point], title: str, form: str) -> bytes:
    """An SVG or PNG: planned values dashed, inexact ones hollow, each with a number that names its source below."""
    if len(points) > MAX_POINTS:
        raise UsageError(
            f"--plot: {len(points):,} points are more than the {MAX_POINTS} that a picture can name; choose some with "
            "--period, --date or --bulletin"
        )
    try:
        import matplotlib as mpl  # noqa: PLC0415  an extra, and slow to start
        from matplotlib.dates import AutoDateLocator, ConciseDateFormatter  # noqa: PLC0415
        from matplotlib.figure import Figure  # noqa: PLC0415
        from matplotlib.ticker import StrMethodFormatter  # noqa: PLC0415
    except ImportError:
        raise UsageError(f"--plot needs Matplotlib, which is not installed: {INSTALL}") from None
    logging.getLogger("matplotlib").setLevel(logging.ERROR)  # it tells of its caches
    lines = -(-len(points) // _COLUMNS)
    below = 0.5 + lines / _PER_INCH
    with mpl.rc_context({"svg.hashsalt": _SALT, "svg.fonttype": "none", "text.parse_math": False}):
        figure = Figure(figsize=(9, 4.5 + below), layout=None)
        axes = figure.add_axes((0.12, (below + 0.4) / (4.5 + below), 0.85, 3.6 / (4.5 + below)))
        draw: Any = axes.plot  # its types know no dates
        for before, after in pairwise(points):
            draw(
                [before.at, after.at],
                [float(before.value), float(after.value)],
                color="tab:blue", linestyle="--" if after.figure.status == "planned" else "-", zorder=1,
            )  # fmt: skip
        for number, point in enumerate(points, 1):
            draw(
                [point.at],
                [float(point.value)],
                marker=_MARKERS[point.figure.modifier], color="tab:blue", zorder=2,
                markerfacecolor="tab:blue" if point.figure.modifier == "exact" else "white",
            )  # fmt: skip
            axes.annotate(str(number), (point.at, float(point.value)), (3, 5), textcoords="offset points", fontsize=7)
            place = (0.03 + 0.48 * ((number - 1) // lines), (below - 0.2 - ((number - 1) % lines) / _PER_INCH))
            figure.text(place[0], place[1] / (4.5 + below), f"{number}  {_source(point)}", fontsize=6, va="top")
        axes.set_title(title, loc="left")
        axes.yaxis.set_major_formatter(StrMethodFormatter("{x:,.10g}"))
        locator = AutoDateLocator()  # type: ignore[no-untyped-call]
        axes.xaxis.set_major_locator(locator)
        axes.xaxis.set_major_formatter(ConciseDateFormatter(locator))  # type: ignore[no-untyped-call]
        axes.grid(alpha=0.3)
        drawn = io.BytesIO()
        figure.savefig(drawn, format=form, dpi=150, metadata={"Date": None} if form == "svg" else {"Software": None})
    return drawn.getvalue()


def _source(point: Point) -> str:
    """Where a point is stated, and what is not plain about it."""
    figure = point.figure
    notes = [note for note in (figure.modifier.replace("_", " "), figure.status) if note not in ("exact", "actual")]
    more = f" and {len(point.sources) - 1} more" if len(point.sources) > 1 else ""
    told = f" ({', '.join(notes)})" if notes else ""
    return f"{figure.period or point.at}: {point.sources[0]}{more}{told}"
