"""One measure through time."""

from datetime import date
from decimal import Decimal

import pytest
from figures import a_fact, write

from imss_facts.cli.chart import line_chart
from imss_facts.errors import UsageError
from imss_facts.operations import plot as plotting
from imss_facts.operations.facts.filters import Filters
from imss_facts.operations.facts.store import Store
from imss_facts.operations.plot import plot
from imss_facts.operations.trend import trend


@pytest.fixture
def follow(tmp_path):
    """The trend of hospitals in some facts."""

    def run(*facts, **filters):
        with Store({"facts": [write(tmp_path / "facts.jsonl", *facts)]}, tell=pytest.fail) as store:
            return trend(store, Filters(measure=["hospitals"], **filters))

    return run


def test_points_are_in_the_order_of_time_with_the_change_between_them(follow):
    found = follow(
        a_fact("c", date="2022-05-01", value=30),
        a_fact("a", date="2023-01-01", value=20, period="2019"),
        a_fact("b", date="2020-07-01", value=25, period="2020-06", period_start="2020-06-01", period_end="2020-06-30"),
    )
    assert [(p.at, p.value, p.difference, p.percent, p.sources) for p in found.points] == [
        (date(2019, 12, 31), 20, None, None, ("a#4-6",)),
        (date(2020, 6, 30), 25, 5, 25, ("b#4-6",)),
        (date(2022, 5, 1), 30, 5, 20, ("c#4-6",)),
    ]
    assert not found.left_out


@pytest.mark.parametrize(
    ("period", "published", "at"),
    [
        ("2020", "2024-01-01", date(2020, 12, 31)),
        ("2019/..", "2023-08-17", date(2023, 8, 17)),
        ("2019/..", None, date(2019, 1, 1)),
        ("../2019-06", "2023-08-17", date(2019, 6, 30)),
        ("XXXX-07", "2023-08-17", date(2023, 8, 17)),
        (None, "2023-08-17", date(2023, 8, 17)),
    ],
)
def test_a_figure_holds_at_the_end_of_its_period_or_when_it_was_published(follow, period, published, at):
    assert [p.at for p in follow(a_fact(period=period, date=published)).points] == [at]


def test_what_is_said_alike_at_one_time_is_one_point(follow):
    facts = [a_fact("a", period="2020"), a_fact("b", period="2020"), a_fact("c", period="2020", value=9)]
    found = follow(*facts, a_fact("d", period="2021", value=18))
    assert [(p.value, p.sources, p.difference) for p in found.points] == [
        (7, ("a#4-5", "b#4-5"), None),
        (9, ("c#4-5",), None),
        (18, ("d#4-6",), 9),
    ]


def test_the_fullest_series_is_followed_and_the_others_are_told(follow):
    facts = [a_fact(f"n{y}", period=str(y), value=y) for y in (2019, 2020)]
    facts += [a_fact(f"p{y}", period=str(y), place="Puebla") for y in (2018, 2019, 2020)]
    facts += [a_fact("%", period="2020", unit="%", kind="percent"), a_fact("+", period="2020", change="increase")]
    facts += [a_fact("r", period="2020", value=None, low=1, high=2), a_fact("t", date=None)]
    found = follow(*facts)
    assert [p.value for p in found.points] == [2019, 2020]
    assert found.left_out == {
        "of Puebla": 3, "in %": 1, "that are increases": 1, "without a single value": 1, "without a time": 1,
    }  # fmt: skip
    assert [p.at.year for p in follow(*facts, place=["PUEBLA"]).points] == [2018, 2019, 2020]
    assert [p.figure.id for p in follow(*facts, change=["increase"]).points] == ["+#4-5"]
    assert [p.figure.id for p in follow(*facts, unit=["%"]).points] == ["%#4-5"]


def test_a_place_is_followed_where_nothing_else_is_known_of_two_times(follow):
    facts = [a_fact(f"p{y}", period=str(y), place="Puebla") for y in (2018, 2019)]
    assert len(follow(a_fact(period="2020"), *facts).points) == 2


def test_nothing_is_no_trend(follow):
    found = follow(a_fact(measure="beds"))
    assert (found.points, dict(found.left_out)) == ((), {})


def test_a_start_from_nothing_has_no_percentage(follow):
    assert [p.percent for p in follow(a_fact(period="2019", value=0), a_fact(period="2020")).points] == [None, None]


# --- drawn ----------------------------------------------------------------------------------------------------------


def drawn(*values, planned=()):
    points = [(date(2020, 1, 1 + 9 * k), Decimal(v), k in planned) for k, v in enumerate(values)]
    return line_chart(points, ("most", "least"), 30)


def test_a_line_goes_from_point_to_point():
    lines = drawn(1, 3, 2)
    assert len(lines) == 9
    assert lines[0].startswith(" most ┤")
    assert lines[7].startswith("least ┤")
    assert lines[8].split() == ["2020-01-01", "2020-01-19"]
    assert all(len(line) <= 30 for line in lines)
    first, middle, last = (
        next(k for k, line in enumerate(lines) if len(line) > column and line[column] not in " ┤")
        for column in (7, 18, 28)
    )
    assert middle < last < first


def test_what_is_planned_is_dotted():
    def dots(lines):
        return sum((ord(char) - 0x2800).bit_count() for line in lines for char in line if ord(char) >= 0x2800)

    assert dots(drawn(1, 2, planned=[1])) < dots(drawn(1, 2)) / 2


@pytest.mark.parametrize("values", [(5,), (5, 5), (10**18, -(10**18)), (0, 0, 0)])
def test_a_line_of_few_or_equal_values_can_be_drawn(values):
    assert any(ord(char) > 0x2800 for line in drawn(*values) for char in line)


FACTS = [
    a_fact("2019/a", period="2019", value=7),
    a_fact("2020/b", period="2020", value=9, modifier="approximate", place=None),
    a_fact("2021/$c_d^e$<&>", period="2021", value=12, status="planned", modifier="more_than"),
]


def test_a_picture_names_every_source(follow):
    svg = plot(follow(*FACTS).points, "hospitals [x] $y$", "svg").decode()
    assert svg.count("stroke-dasharray: 5.55,2.4") == 1 or "stroke-dasharray" in svg
    for told in ("2019/a#4-5", "2020/b#4-5 (approximate)", "2021/$c_d^e$&lt;&amp;&gt;#4-6 (more than, planned)"):
        assert told in svg
    assert "hospitals [x] $y$" in svg
    assert svg == plot(follow(*FACTS).points, "hospitals [x] $y$", "svg").decode()


def test_a_picture_may_be_png(follow):
    assert plot(follow(*FACTS).points, "x", "png").startswith(b"\x89PNG")


def test_too_many_points_are_refused(follow, monkeypatch):
    monkeypatch.setattr(plotting, "MAX_POINTS", 2)
    with pytest.raises(UsageError, match="3 points are more than the 2 that a picture can name"):
        plot(follow(*FACTS).points, "x", "svg")
