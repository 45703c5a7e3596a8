"""``query``: facts chosen, sorted, grouped, or asked about in SQL."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from itertools import chain
from typing import Any

from imss_facts.errors import UsageError
from imss_facts.operations.facts.columns import COLUMNS, NUMBERS, ORDER, columns_of_lines, name, text
from imss_facts.operations.facts.filters import Condition, Filters
from imss_facts.operations.facts.lines import exact
from imss_facts.operations.facts.store import DatabaseError, Store

VIEW = "facts"
AGGREGATES = ("count", "sum", "min", "max", "latest", "latest_at")
_KEPT_APART = ("kind", "unit")  # pesos and persons make no sum
_SURE_DIGITS = 15  # what a number read through floating point keeps
_SOUND = "(complete(json) AND NOT loose(json))"
_TIME = "coalesce(period_end, period_start, date)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Which facts, which of their columns (all: whole lines), in which order, how many, or in which groups."""

    filters: Filters = field(default_factory=Filters)
    select: Sequence[str] = ()
    sort: Sequence[tuple[str, bool]] = ()  # column, whether the greatest comes first
    limit: int | None = None
    group_by: Sequence[str] = ()

    def __post_init__(self) -> None:
        """UsageError for columns that do not exist."""
        if self.group_by and self.select:
            raise UsageError("--select and --group-by: choose one; groups have columns of their own")
        sortable = self.columns if self.group_by else tuple(COLUMNS)
        for option, given, known in (
            ("--select", self.select, tuple(COLUMNS)),
            ("--group-by", self.group_by, tuple(COLUMNS)),
            ("--sort", [column for column, _ in self.sort], sortable),
        ):
            for column in given:
                if column not in known:
                    raise UsageError(f"{option} {column}: is no column; choose from {', '.join(known)}")

    def choosing(self, columns: Sequence[str]) -> "Question":
        """The same question for other columns."""
        return replace(self, select=columns)

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns of the answer."""
        if self.group_by:
            apart = [column for column in _KEPT_APART if column not in self.group_by]
            return (*self.group_by, *apart, *AGGREGATES)
        return tuple(self.select or COLUMNS)


def lines(store: Store, question: Question) -> Iterator[str]:
    """The facts as the lines they were read from, so that nothing in them changes."""
    return (row[0] for row in _chosen(store, question, (), "json"))


def records(store: Store, question: Question) -> Iterator[tuple[Any, ...]]:
    """The columns chosen of each fact, numbers exact; or the groups."""
    if question.group_by:
        condition = Condition(question.filters)
        store.check(VIEW, among=condition.fitting, values=condition.fitting_values)
        yield from store.rows(_groups(question, condition), condition.values)
        return
    columns = question.columns
    digits = [name(column + "_digits") for column in columns if column in NUMBERS]
    unsure = " OR ".join(f"length({number}) > {_SURE_DIGITS} OR contains({number}, 'e')" for number in digits)
    shown = [name(column + "_digits" * (column in NUMBERS)) for column in columns]
    for whole, *cells in _chosen(store, question, columns, f"CASE WHEN {unsure or 'false'} THEN json END", *shown):
        fact: Mapping[str, Any] = exact(whole) if whole is not None else {}
        yield tuple(
            _number(fact.get(column, cell)) if column in NUMBERS else cell
            for column, cell in zip(columns, cells, strict=False)  # whether it is sound may stand after them
        )


def statement(store: Store, sql: str) -> tuple[list[str], Iterator[tuple[Any, ...]]]:
    """The columns and rows of a SELECT over the view ``facts``; UsageError for any other statement."""
    _only_a_select(store, sql)
    store.check(VIEW)
    try:
        return store.run(sql), store.fetched()
    except DatabaseError as error:
        raise UsageError(f"--sql: {error}") from None


def write_parquet(store: Store, question: Question, sql: str | None = None) -> None:
    """Write the answer to ``store.parquet``."""
    condition = Condition(question.filters)
    if sql is not None:
        _only_a_select(store, sql)
    elif question.group_by:
        sql = _groups(question, condition)
    else:
        chosen = ", ".join(map(name, question.columns))
        order = f" ORDER BY {_order(question.sort, ORDER)}" if question.sort else ""
        sql = f"SELECT {chosen} FROM {VIEW} WHERE {condition.sql}{order}{_limit(question)}"
    store.check(VIEW, among=condition.fitting, values=condition.fitting_values)
    try:
        to = f"TO {text(str(store.parquet))} (FORMAT parquet)"
        store.run(f"COPY (\n{sql.rstrip().rstrip(';')}\n) {to}", condition.values)
    except DatabaseError as error:
        raise UsageError(f"--format parquet: {error}") from None


def _only_a_select(store: Store, sql: str) -> None:
    try:
        kinds = store.statements(sql)
    except DatabaseError as error:
        raise UsageError(f"--sql: {error}") from None
    if kinds != ["SELECT"]:
        found = ", ".join(kinds) or "nothing"
        raise UsageError(f"--sql: must be one SELECT statement over the view {VIEW}; this is {found}")


def _chosen(store: Store, question: Question, columns: Iterable[str], *made: str) -> Iterator[tuple[Any, ...]]:
    """What is made of each fact that fits, in the order asked for; lines that are no facts are told.

    Sorted facts are looked for at once, with the lines that are none before them: only where there are such lines
    must the files be read twice.
    """
    condition = Condition(question.filters)
    wanted = {*columns, *condition.columns, *(column for column, _ in question.sort), *(ORDER if question.sort else ())}
    relation = columns_of_lines(wanted, f"(SELECT json FROM {VIEW}_lines WHERE {condition.fitting})")
    chosen = f"FROM ({relation}) WHERE CASE WHEN NOT complete(json) THEN true {condition.cases} ELSE true END"
    order = _order(question.sort, ORDER)
    rows = None
    try:
        if question.sort:
            unsound_first = f"SELECT {', '.join(made)}, {_SOUND} {chosen} ORDER BY {_SOUND}, {order}{_limit(question)}"
            rows = _all_sound(store, unsound_first, condition.values)
        if rows is None:
            store.check(VIEW, strictly=True, among=condition.fitting, values=condition.fitting_values)
            ordered = f" ORDER BY {order}" if question.sort else ""
            rows = store.rows(f"SELECT {', '.join(made)} {chosen}{ordered}{_limit(question)}", condition.values)
        yield from rows
    except DatabaseError as error:
        if question.filters.where is None:
            raise
        raise UsageError(f"--where: {error}") from None


def _all_sound(store: Store, sql: str, values: Mapping[str, object]) -> Iterator[tuple[Any, ...]] | None:
    """The rows of a statement that puts lines that are no facts first; None where there are such lines."""
    with suppress(DatabaseError):  # it will be back when the files are checked, if it is not a line's fault
        rows = store.rows(sql, values)
        first = next(rows, None)
        if first is None or first[-1]:
            return chain([] if first is None else [first], rows)
    return None


def _groups(question: Question, condition: Condition) -> str:
    keys = question.columns[: -len(AGGREGATES)]
    by_time = f"ORDER BY {_TIME} NULLS FIRST, date NULLS FIRST, bulletin, start"
    latest = ", ".join(
        f"last({shown} {by_time}) FILTER (value IS NOT NULL) AS {alias}"
        for shown, alias in (("value", "latest"), (_TIME, "latest_at"))
    )
    made = f"count(*) AS count, sum(value) AS sum, min(value) AS min, max(value) AS max, {latest}"
    sql = f"SELECT {', '.join(map(name, keys))}, {made} FROM {VIEW} WHERE {condition.sql} GROUP BY ALL"
    return f"{sql} ORDER BY {_order(question.sort, keys)}{_limit(question)}"


def _order(sort: Sequence[tuple[str, bool]], ties: Iterable[str]) -> str:
    """The columns to sort by; unknown values come last, ``ties`` settle what is equal."""
    asked = [f"{name(column)} {'DESC' if down else 'ASC'} NULLS LAST" for column, down in sort]
    return ", ".join([*asked, *(f"{name(column)} NULLS LAST" for column in ties)])


def _limit(question: Question) -> str:
    return "" if question.limit is None else f" LIMIT {question.limit}"


def _number(digits: object) -> Decimal | None:
    """A number of a line; None for what is none."""
    if digits is None or isinstance(digits, bool):
        return None
    try:
        found = Decimal(str(digits))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None
