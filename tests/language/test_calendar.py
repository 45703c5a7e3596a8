"""Partial dates, their EDTF and its bounds."""

from calendar import monthrange
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imss_facts.language.calendar import (
    PartialDate,
    bounds,
    interval,
    parse_day,
    part_of_year,
    resolve,
    run,
    spanning_year,
)

DAYS = st.dates()
PARTIAL = st.builds(
    PartialDate, st.none() | st.integers(1, 9999), st.none() | st.integers(1, 12), st.none() | st.integers(1, 31)
).filter(PartialDate.valid)


@pytest.mark.parametrize(
    ("when", "edtf"),
    [
        (PartialDate(2024), "2024"),
        (PartialDate(2024, 12), "2024-12"),
        (PartialDate(2020, 7, 15), "2020-07-15"),
        (PartialDate(None, 7, 15), "XXXX-07-15"),
        (PartialDate(None, 7), "XXXX-07"),
        (PartialDate(None, None, 12), "XXXX-XX-12"),
        (PartialDate(2020, None, 12), "2020-XX-12"),
        (PartialDate(), "XXXX"),
        (PartialDate(1990, decade=True), "199X"),
        (PartialDate(87), "0087"),
    ],
)
def test_edtf(when, edtf):
    assert when.edtf() == edtf


@given(DAYS)
def test_a_full_date_is_iso_8601(day):
    assert PartialDate(day.year, day.month, day.day).edtf() == day.isoformat()


@given(st.integers(-5, 10_005), st.integers(-1, 14), st.integers(-1, 33))
def test_valid_are_the_days_of_the_calendar(year, month, day):
    try:
        date(year, month, day)
    except ValueError:
        possible = False
    else:
        possible = True
    assert PartialDate(year, month, day).valid() is possible


@pytest.mark.parametrize(
    ("when", "valid"),
    [
        (PartialDate(None, 2, 29), True),
        (PartialDate(None, 2, 30), False),
        (PartialDate(2021, 2, 29), False),
        (PartialDate(None, None, 31), True),
        (PartialDate(None, None, 32), False),
        (PartialDate(), True),
    ],
)
def test_valid_where_parts_are_unknown(when, valid):
    assert when.valid() is valid


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("2020-07-15", "2020-07-15", "2020-07-15"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("2019/2020", "2019-01-01", "2020-12-31"),
        ("2025-04/2025-06", "2025-04-01", "2025-06-30"),
        ("2023-04-03/2023-04-07", "2023-04-03", "2023-04-07"),
        ("2019/..", "2019-01-01", None),
        ("2019/", "2019-01-01", None),
        ("../2019", None, "2019-12-31"),
        ("XXXX-07-15", None, None),
        ("XXXX-01/XXXX-09", None, None),
        ("2020-XX-12", None, None),
        ("XXXX-12/2020-02", None, "2020-02-29"),
        ("2023-02-30", None, None),
        ("2023-13", None, None),
        ("0000", None, None),
        ("nonsense", None, None),
        ("", None, None),
        (None, None, None),
    ],
)
def test_bounds(edtf, first, last):
    assert bounds(edtf) == (first, last)


@given(PARTIAL.filter(lambda when: when.year is not None and (when.month is not None or when.day is None)))
def test_bounds_hold_the_days_of_a_known_date(when):
    first, last = (date.fromisoformat(day) for day in bounds(when.edtf()))
    assert (first.year, last.year) == (when.year, when.year)
    if when.month is None:
        assert (last - first).days in (364, 365)
    elif when.day is None:
        assert (last - first).days + 1 == monthrange(when.year, when.month)[1]
    else:
        assert first == last == date(when.year, when.month, when.day)


@pytest.mark.parametrize(
    ("number", "months", "edtf"),
    [
        (1, 3, "2024-01/2024-03"),
        (4, 3, "2024-10/2024-12"),
        (2, 6, "2024-07/2024-12"),
        (3, 4, "2024-09/2024-12"),
        (6, 2, "2024-11/2024-12"),
        (5, 3, None),
        (0, 3, None),
        (3, 6, None),
    ],
)
def test_parts_of_a_year(number, months, edtf):
    assert part_of_year(number, months, 2024) == edtf


def test_a_part_of_an_unknown_year():
    assert part_of_year(1, 3, None) == "XXXX-01/XXXX-03"


@given(st.integers(2, 9998), st.sampled_from([2, 3, 4, 6]))
def test_the_parts_of_a_year_fill_it(year, months):
    ends = [bounds(part_of_year(number, months, year)) for number in range(1, 12 // months + 1)]
    assert (ends[0][0], ends[-1][1]) == bounds(f"{year:04}")
    for (_, last), (first, _) in pairwise(ends):
        assert date.fromisoformat(last) + timedelta(1) == date.fromisoformat(first)


def test_intervals():
    assert interval(PartialDate(2006), None) == "2006/.."
    assert interval(PartialDate(None, 1), PartialDate(None, 9)) == "XXXX-01/XXXX-09"


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        (PartialDate(None, 1), PartialDate(2020, 9), PartialDate(2020, 1)),
        (PartialDate(None, 12), PartialDate(2020, 2), PartialDate(2019, 12)),
        (PartialDate(2018, 12), PartialDate(2020, 2), PartialDate(2018, 12)),
        (PartialDate(None, 12), PartialDate(None, 2), PartialDate(None, 12)),
        (PartialDate(None, 2, 29), PartialDate(2021, 3), PartialDate(None, 2, 29)),
        (PartialDate(None, 12), PartialDate(1, 2), PartialDate(None, 12)),
    ],
)
def test_the_year_said_at_the_end_holds_for_the_beginning(first, last, found):
    assert spanning_year(first, last) == found


TODAY = date(2020, 10, 24)


@pytest.mark.parametrize(
    ("when", "cue", "edtf"),
    [
        (PartialDate(None, 1), "this_year", "2020-01"),
        (PartialDate(None, 11), "last_year", "2019-11"),
        (PartialDate(), "next_year", "2021"),
        (PartialDate(day=12), "this_month", "2020-10-12"),
        (PartialDate(day=12), "last_month", "2020-09-12"),
        (PartialDate(day=31), "last_month", "XXXX-XX-31"),
        (PartialDate(None, 7, 15), "past", "2020-07-15"),
        (PartialDate(None, 10, 24), "past", "2020-10-24"),
        (PartialDate(None, 10, 25), "past", "2019-10-25"),
        (PartialDate(None, 10), "past", "2019-10"),
        (PartialDate(None, 12), "past", "2019-12"),
        (PartialDate(None, 2, 29), "past", "2020-02-29"),
        (PartialDate(None, 1, 3), "next", "2021-01-03"),
        (PartialDate(None, 10, 24), "next", "2021-10-24"),
        (PartialDate(None, 11), "next", "2020-11"),
        (PartialDate(None, 2, 29), "next", "2024-02-29"),
        (PartialDate(None, 7, 29), "this", "2020-07-29"),
        (PartialDate(2018, 7), "past", "2018-07"),
        (PartialDate(day=5), "past", "XXXX-XX-05"),
    ],
)
def test_resolve(when, cue, edtf):
    assert resolve(when, cue, TODAY).edtf() == edtf


@pytest.mark.parametrize(("cue", "today"), [("last_month", date(2020, 1, 31)), ("next_month", date(2019, 11, 1))])
def test_months_run_over_new_year(cue, today):
    assert resolve(PartialDate(), cue, today) == PartialDate(2019, 12)


CUES = st.sampled_from(
    ["this_year", "last_year", "next_year", "this_month", "last_month", "next_month", "past", "next", "this"]
)


@given(PARTIAL, CUES, DAYS)
def test_what_resolves_can_be_a_day_and_keeps_what_was_said(when, cue, today):
    found = resolve(when, cue, today)
    assert found.valid()
    assert found.day == when.day
    if "month" not in cue:
        assert found.month == when.month


@given(PARTIAL.filter(lambda when: when.year is None and when.month is not None and when.day is not None), DAYS)
def test_past_is_not_after_today_and_next_is(when, today):
    for cue, ordered in (("past", lambda day: day <= today), ("next", lambda day: day > today)):
        found = resolve(when, cue, today)
        if found.year is not None:  # unknown only at the ends of the calendar
            assert ordered(date(found.year, found.month, found.day))
        else:
            assert today.year in (*range(1, 9), *range(9991, 10_000))


@pytest.mark.parametrize(
    ("text", "day"),
    [("2020-07-15", date(2020, 7, 15)), ("20200715", None), ("2020-02-30", None), ("2020-07", None), ("", None)],
)
def test_parse_day(text, day):
    assert parse_day(text) == day


EDTF = st.one_of(
    PARTIAL.filter(lambda when: when.year is None or when.year >= 1000).map(PartialDate.edtf),
    st.builds(PartialDate, st.integers(1000, 2990).map(lambda year: year // 10 * 10), decade=st.just(True)).map(
        PartialDate.edtf
    ),
    st.builds(part_of_year, st.integers(1, 4), st.just(3), st.integers(1000, 9999)),
    st.integers(1000, 9999).map(lambda year: interval(PartialDate(year), None)),
)


@given(EDTF)
def test_an_independent_parser_takes_our_edtf(text):
    edtf = pytest.importorskip("edtf")
    assert str(edtf.parse_edtf(text)) == text


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (["XXXX-05-17", "XXXX-05-18"], "XXXX-05-17/XXXX-05-18"),
        (["XXXX-01", "XXXX-02", "XXXX-03"], "XXXX-01/XXXX-03"),
        (["2019", "2020"], "2019/2020"),
        (["2019"], None),
        (["2018", "2020"], None),
        (["2019-12", "2020-01"], None),
        (["2019", "2020-01"], None),
        (["199X", "200X"], None),
    ],
)
def test_dates_that_follow_one_another_are_one_time(dates, expected):
    assert run(dates) == expected
