"""Facts chosen, sorted, grouped and asked about in SQL."""

import json
from datetime import date
from decimal import Decimal

import pytest
from figures import KEYS, a_fact, line, write
from hypothesis import given, settings
from hypothesis import strategies as st

from imss_facts.errors import InputError, UsageError
from imss_facts.model.fact import Fact
from imss_facts.operations.facts.columns import COLUMNS
from imss_facts.operations.facts.filters import Filters, blind, parse_range
from imss_facts.operations.facts.store import MAX_TOLD, Store
from imss_facts.operations.facts.values import json_text
from imss_facts.operations.query import VIEW, Question, lines, records, statement


@pytest.fixture
def store(tmp_path):
    """Open a store over facts; what is wrong with their lines goes into ``told``."""
    opened = []

    def open_store(*facts, strict=False, names=None):
        path = write(tmp_path / "facts.jsonl", *facts)
        store = Store({VIEW: names or [path]}, tell=open_store.told.append, strict=strict)
        opened.append(store.__enter__())
        return store

    open_store.told = []
    yield open_store
    for store in opened:
        store.__exit__(None, None, None)


def ids(store, **filters):
    return [json.loads(text)["id"] for text in lines(store, Question(filters=Filters(**filters)))]


def test_the_columns_are_the_keys_of_a_fact():
    assert list(COLUMNS) == KEYS == list(Fact._fields)


def test_whole_facts_are_the_lines_they_were(store):
    odd = '{"schema_version": 1, "new_key": [1.50, "\\u00e1"], ' + line(a_fact(value=94.20))[1:].replace(
        ', "schema_version": 1}', "}"
    )
    tight = json.dumps(a_fact(start=9), separators=(",", ":"))
    given_lines = [line(a_fact(value=10**18)), odd, tight]
    assert list(lines(store(*given_lines), Question())) == given_lines
    assert store.told == []


FACTS = [
    a_fact(id="old", bulletin="2019/x", date="2019-05-01", value=12, place="Nuevo León", speaker="Zoé Robledo"),
    a_fact(id="beds", bulletin="2020/x", date="2020-07-20", measure="hospital_beds", category="beds", value=None,
           low=10, high=15, status="planned", period="2021", place="estado de México"),
    a_fact(id="money", bulletin="2020/y", date="2020-12-31", kind="money", category="money", measure=None,
           unit="MXN", value=6090000000.5, change="increase", modifier="approximate", period="2019/..",
           period_start="2019-01-01", period_end=None, sentence="Aumentó la INVERSIÓN\u2028en año."),
    a_fact(id="none", bulletin="z", value=-3, period="XXXX-07"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, "old beds money none"),
        ({"kind": ["money"]}, "money"),
        ({"kind": ["money", "count"]}, "old beds money none"),
        ({"category": ["beds"]}, "beds"),
        ({"measure": ["hospitals"]}, "old none"),
        ({"measure": ["hospitals", "hospital_beds"], "status": ["planned"]}, "beds"),
        ({"unit": ["MXN"]}, "money"),
        ({"modifier": ["approximate"]}, "money"),
        ({"change": ["increase"]}, "money"),
        ({"change": ["decrease"]}, ""),
        ({"bulletin": ["2020/*"]}, "beds money"),
        ({"bulletin": ["2020/?", "z"]}, "beds money none"),
        ({"bulletin": ["2020/"]}, ""),
        ({"bulletin": ["[z]"]}, ""),
        ({"place": ["MEXICO"]}, "beds"),
        ({"place": ["leon"]}, "old"),
        ({"speaker": ["zoe  robledo"]}, "old"),
        ({"text": ["inversion en"]}, "money"),
        ({"text": ["año"]}, "money"),
        ({"text": ["ano"]}, ""),
        ({"text": ["hay.7"]}, ""),
        ({"date": "2020"}, "beds money"),
        ({"date": "2020-07-20/2020-12-30"}, "beds"),
        ({"date": "../2019"}, "old"),
        ({"date": "2020-08/.."}, "money"),
        ({"period": "2021"}, "beds money"),
        ({"period": "2018"}, ""),
        ({"period": "2019-01-01"}, "money"),
        ({"least": Decimal(10)}, "old beds money"),
        ({"least": Decimal(10), "most": Decimal(15)}, "old beds"),
        ({"most": Decimal("6090000000.4")}, "old beds none"),
        ({"where": "value > 10 and unit is null"}, "old"),
        ({"where": '"end" > 3 -- a comment'}, "old beds money none"),
        ({"where": "folded(place) = 'nuevo leon'"}, "old"),
        ({"where": "value > (SELECT avg(value) FROM facts)", "kind": ["money"]}, "money"),
        ({"where": "list_contains(rules, 'numeral.digits') AND year(date) = 2019"}, "old"),
        ({"kind": ["count' OR true --"]}, ""),
    ],
    ids=str,
)  # fmt: skip
def test_filters(store, filters, found):
    opened = store(*FACTS)
    assert ids(opened, **filters) == found.split()
    # sorted facts are looked for in another way
    question = Question(filters=Filters(**filters), sort=[("bulletin", False)])
    assert [json.loads(text)["id"] for text in lines(opened, question)] == found.split()
    assert store.told == []


def test_a_value_in_escapes_is_found(store):
    escaped = line(a_fact(id="x", unit="m²")).replace("²", "\\u00b2")
    assert ids(store(escaped), measure=["hospitals"], unit=["m²"]) == ["x"]


def test_unknown_values_come_last_and_ties_are_settled(store):
    facts = [
        a_fact(bulletin=b, start=s, value=v) for b, s, v in [("b", 1, 2), ("a", 9, 2), ("a", 1, None), ("a", 5, 3)]
    ]
    for down, order in ((False, [2, 2, 3, None]), (True, [3, 2, 2, None])):
        question = Question(sort=[("value", down)], select=["value", "bulletin"])
        assert [row[0] for row in records(store(*facts), question)] == order
    assert list(records(store(*facts), question))[1:3] == [(2, "a"), (2, "b")]


@pytest.mark.parametrize("sort", [[], [("start", True)]])
def test_a_limit_is_kept(store, sort):
    facts = [a_fact(start=k) for k in range(30)]
    found = [json.loads(text)["start"] for text in lines(store(*facts), Question(sort=sort, limit=3))]
    assert found == ([29, 28, 27] if sort else [0, 1, 2])
    assert list(lines(store(*facts), Question(sort=sort, limit=0))) == []


NUMBERS = [
    "0.1", "94.20", "1000000000000000000", "999999999999999999.5", "123456789012345.67", "-7", "6.09e9",
    "0.000000001", "12345678901234567890",
]  # fmt: skip


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("sort", [(), [("value", False)]])
def test_numbers_chosen_are_exact(store, number, sort):
    fact = line(a_fact()).replace('"value": 7', f'"value": {number}')
    assert list(records(store(fact), Question(select=["value", "low"], sort=sort))) == [(Decimal(number), None)]


def test_columns_come_as_what_they_are(store):
    fact = a_fact(date="2020-07-20", period="2020")
    (row,) = records(store(fact), Question(select=["date", "period_end", "rules", "end", "place", "sentence"]))
    assert row == (date(2020, 7, 20), date(2020, 12, 31), ["numeral.digits"], 5, None, "Hay 7 hospitales.")


def test_values_of_another_type_are_unknown(store):
    fact = line(a_fact(date="soon", low="many", high=True))
    assert list(records(store(fact), Question(select=["date", "low", "high"]))) == [(None, None, None)]


def test_groups_keep_units_apart(store):
    facts = [
        a_fact(value=7, date="2020-01-01"),
        a_fact(value=9, date="2019-01-01", period="2021"),
        a_fact(value=None, low=1, high=2),
        a_fact(value=Decimal("0.5"), kind="percent", unit="%"),
        a_fact(measure="hospital_beds", value=1),
    ]
    facts = [json.loads(json_text(fact)) for fact in facts]
    question = Question(group_by=["measure"], sort=[("count", True)])
    assert question.columns == ("measure", "kind", "unit", "count", "sum", "min", "max", "latest", "latest_at")
    assert list(records(store(*facts), question)) == [
        ("hospitals", "count", None, 3, 16, 7, 9, 9, date(2021, 12, 31)),
        ("hospital_beds", "count", None, 1, 1, 1, 1, 1, None),
        ("hospitals", "percent", "%", 1, Decimal("0.5"), Decimal("0.5"), Decimal("0.5"), Decimal("0.5"), None),
    ]


# --- lines that are no facts ----------------------------------------------------------------------------------------

LESS = line({key: value for key, value in a_fact().items() if key not in ("measure", "unit")})
BROKEN = {
    '{"id": 1': "is no JSON: Expecting ',' delimiter at column 9; every line must be one fact",
    "nonsense": "is no JSON: Expecting value at column 1; every line must be one fact",
    "[1]": "is no JSON object; every line must be one fact",
    "{}": "lacks «id» and 24 more; is this a fact that imss-facts extract wrote?",
    LESS: "lacks «measure» and 1 more; is this a fact that imss-facts extract wrote?",
    line(a_fact()).replace("7,", "NaN,"): "cannot be read: NaN is no JSON number; every line must be one fact",
    line(a_fact())[:-1] + ",}": "is no JSON: Expecting property name enclosed in double quotes at column 474; every "
    "line must be one fact",
    line(a_fact()) + line(a_fact()): "is no JSON: Extra data at column 474; every line must be one fact",
    line(a_fact(place="\x00")).replace("\\u0000", "\x00"): "is no JSON: Invalid control character at column 293; "
    "every line must be one fact",
    line(a_fact(place="x")).replace('"x"', '"\\ud800"'): "holds half a character (a lone surrogate)",
}  # fmt: skip


@pytest.mark.parametrize(("broken", "why"), BROKEN.items(), ids=range(len(BROKEN)))
@pytest.mark.parametrize("sort", [(), [("start", False)]])
def test_a_broken_line_is_told_with_its_place_and_left_out(store, tmp_path, broken, why, sort):
    opened = store(line(a_fact(id="x")), "", broken, line(a_fact(id="y", start=9, sentence="NaN, [ok, ]")))
    question = Question(sort=sort)
    assert [json.loads(text)["id"] for text in lines(opened, question)] == ["x", "y"]
    assert len(store.told) == 1
    assert store.told[0].startswith(f"{tmp_path}/facts.jsonl:3: {why}")
    _, rows = statement(opened, "SELECT count(*) FROM facts")
    assert list(rows) == [(2,)]


@pytest.mark.parametrize("sort", [(), [("start", False)]])
def test_what_cannot_be_an_answer_need_not_be_a_whole_fact(store, sort):
    facts = [a_fact(id="x"), a_fact(measure="beds")]
    cut = [line({k: v for k, v in fact.items() if k != "sentence"}) for fact in facts]
    question = Question(filters=Filters(measure=["hospitals"]), sort=sort)
    assert len(list(lines(store(facts[0], cut[1]), question))) == 1
    assert store.told == []
    for broken in (cut[0], line(facts[1])[:-9], LESS, "x"):
        assert len(list(lines(store(facts[0], broken), question))) == 1
        assert len(store.told) == 1
        store.told.clear()


def test_strictly_a_broken_line_ends_it(store, tmp_path):
    with pytest.raises(InputError, match=r"facts\.jsonl:2: is no JSON"):
        list(lines(store(line(a_fact()), "x", strict=True), Question()))


def test_many_broken_lines_are_told_in_short(store, tmp_path):
    assert list(lines(store(*["x"] * 50), Question())) == []
    assert len(store.told) == MAX_TOLD + 1
    assert store.told[-1] == f"{tmp_path}/facts.jsonl: 30 more lines are no facts"


def test_bytes_that_are_no_text_are_told_with_their_line(store, tmp_path):
    (tmp_path / "b.jsonl").write_bytes(line(a_fact()).encode() + b'\n{"id": "\xff"}\r\n\r\n')
    assert len(list(lines(store(names=[str(tmp_path / "b.jsonl")]), Question()))) == 1
    assert store.told == [f"{tmp_path}/b.jsonl:2: is not UTF-8 (byte 0xff at column 9)"]


def test_a_byte_order_mark_and_carriage_returns_do_no_harm(store, tmp_path):
    (tmp_path / "b.jsonl").write_bytes(b"\xef\xbb\xbf" + line(a_fact()).encode() + b"\r\n" + line(a_fact()).encode())
    assert list(lines(store(names=[str(tmp_path / "b.jsonl")]), Question())) == [line(a_fact())] * 2
    assert store.told == []


# --- files ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["a[1].jsonl", "*.jsonl", 'it\'s "x".jsonl', "a\nb.jsonl", "ñ ?.jsonl", "b\udcff"])
def test_a_file_is_read_whatever_its_name(store, tmp_path, name):
    (tmp_path / "decoys").mkdir()
    for decoy in ("a1.jsonl", "x.jsonl", "ñ 1.jsonl"):
        write(tmp_path / "decoys" / decoy, a_fact(id="decoy"))
    write(tmp_path / "decoys" / name, a_fact(id="x"))
    assert ids(store(names=[str(tmp_path / "decoys" / name)])) == ["x"]


@pytest.mark.parametrize("name", ["a\nb\x1b[31m", "a\udcff"])
def test_a_name_in_a_message_stays_on_its_line(store, tmp_path, name):
    write(tmp_path / name, "x")
    list(lines(store(names=[str(tmp_path / name), f"{tmp_path}/no{name}", f"{tmp_path}/*{name}*x"]), Question()))
    assert len(store.told) == 3
    assert all(message.isprintable() for message in store.told)


def test_globs_and_folders_give_their_files_once_and_in_order(store, tmp_path):
    (tmp_path / "in" / "deep").mkdir(parents=True)
    for name in ("b.jsonl", "a.jsonl", "deep/c.jsonl", ".hidden.jsonl", "notes.txt"):
        write(tmp_path / "in" / name, a_fact(id=name))
    folder = str(tmp_path / "in")
    assert ids(store(names=[folder])) == ["a.jsonl", "b.jsonl", "deep/c.jsonl"]
    assert ids(store(names=[f"{folder}/[ab].jsonl", folder])) == ["a.jsonl", "b.jsonl", "deep/c.jsonl"]
    assert ids(store(names=[f"{folder}/**/*.jsonl"])) == ["a.jsonl", "b.jsonl", "deep/c.jsonl"]


def test_empty_files_and_none_hold_nothing(store, tmp_path):
    opened = store(names=[write(tmp_path / "empty.jsonl"), "missing", str(tmp_path / "no*")])
    assert store.told == ["missing: cannot be read: No such file or directory", f"{tmp_path}/no*: matches no file"]
    for question in (Question(), Question(sort=[("value", True)]), Question(select=["id"])):
        assert list(records(opened, question)) == []
    assert list(statement(opened, "SELECT count(*), max(value) FROM facts")[1]) == [(0, None)]
    nothing = store(names=["missing"])
    assert list(lines(nothing, Question())) == []
    assert list(statement(nothing, "SELECT max(value) FROM facts")[1]) == [(None,)]


def test_what_is_unknown_in_all_facts_has_its_type_all_the_same(store):
    opened = store(a_fact(value=None))
    columns, rows = statement(opened, "SELECT value + 1, upper(place), year(date) FROM facts")
    assert (len(columns), list(rows)) == (3, [(None, None, None)])


# --- SQL ------------------------------------------------------------------------------------------------------------


def test_a_whole_statement_is_answered(store):
    columns, rows = statement(store(*FACTS), "WITH x AS (FROM facts) SELECT count(*) AS n, max(value) AS m FROM x;")
    assert (columns, list(rows)) == (["n", "m"], [(4, Decimal("6090000000.5"))])


HOSTILE = [
    "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT * FROM read_text('{secret}')",
    "SELECT * FROM read_blob('{folder}/*')",
    "SELECT * FROM read_json('{folder}/../{secret}')",
    "SELECT * FROM '{secret}'",
    "SELECT * FROM glob('{folder}/*')",
    "SELECT * FROM read_parquet('https://example.com/x.parquet')",
    "SELECT * FROM read_text('/proc/self/environ')",
    "SELECT getenv('HOME')",
    "SELECT * FROM duckdb_secrets()",
    "SELECT * FROM MAX_TOLD",
    "SELECT * FROM query('COPY facts TO ''{folder}/out''')",
    "COPY facts TO '{folder}/out.csv'",
    "EXPORT DATABASE '{folder}/out'",
    "ATTACH '{folder}/out.db'",
    "CREATE TABLE x AS SELECT 1",
    "INSTALL httpfs",
    "LOAD httpfs",
    "SET enable_external_access = true",
    "RESET enable_external_access",
    "PRAGMA enable_external_access",
    "CALL pragma_version()",
    "SELECT 1; COPY facts TO '{folder}/out.csv'",
    "DROP VIEW facts",
    "SELECT nonsense",
    "SELECT",
    "(((",
    "SELECT $1",
    "SELECT ?",
    "",
    "-- nothing",
    "SELECT 'x' + 1 FROM facts",
    "SELECT error('x')",
    "SELECT sum(value * 1000000000000000000000000000) FROM facts",
]


@pytest.mark.parametrize("sql", HOSTILE)
def test_hostile_sql_reaches_nothing_and_ends_in_one_line(store, tmp_path, sql):
    (tmp_path / "secret.txt").write_text("secret")
    opened = store(*FACTS)
    before = sorted(path.name for path in tmp_path.iterdir())
    with pytest.raises(UsageError, match=r"^--sql: [^\n]+$"):
        list(statement(opened, sql.format(secret=tmp_path / "secret.txt", folder=tmp_path))[1])
    assert sorted(path.name for path in tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    "condition", ["1) UNION SELECT (1", "value > ", "", "x = 1; DROP VIEW facts", "nope = 1", "$v0"]
)
def test_a_hostile_condition_ends_in_one_line(store, condition):
    with pytest.raises(UsageError, match=r"^--where: [^\n]+$"):
        ids(store(*FACTS), kind=["count"], where=condition)


# --- small parts ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("edtf", "days"),
    [
        ("2020", ("2020-01-01", "2020-12-31")),
        ("2020-02", ("2020-02-01", "2020-02-29")),
        ("2020-07-20", ("2020-07-20", "2020-07-20")),
        ("2019/2020-06", ("2019-01-01", "2020-06-30")),
        ("../2020", (None, "2020-12-31")),
        ("2020/..", ("2020-01-01", None)),
    ],
)
def test_times_are_edtf(edtf, days):
    assert parse_range("--date", edtf) == days


@pytest.mark.parametrize(
    "edtf", ["", "..", "../..", "20", "2020-13", "2020/", "/2020", "2021/2020", "XXXX-07", "x", "2020-02-30"]
)
def test_what_is_no_time_is_told(edtf):
    with pytest.raises(UsageError, match=r"^--date "):
        parse_range("--date", edtf)


@settings(max_examples=50)
@given(st.text(min_size=1))
def test_any_words_make_a_pattern(words):
    import duckdb

    text = words.replace("\x00", "")
    found = duckdb.connect().execute("SELECT regexp_matches($t, $p)", {"t": text, "p": blind(text)}).fetchone()
    assert found == (True,)


@pytest.mark.parametrize(
    ("question", "message"),
    [
        ({"select": ["colour"]}, "--select colour: is no column; choose from id, bulletin, "),
        ({"sort": [("rule", True)]}, "--sort rule: is no column; choose from id, "),
        ({"group_by": ["colour"]}, "--group-by colour: is no column; choose from id, "),
        (
            {"group_by": ["kind"], "sort": [("date", True)]},
            "--sort date: is no column; choose from kind, unit, count, ",
        ),
        ({"group_by": ["kind"], "select": ["kind"]}, "--select and --group-by: choose one"),
    ],
)
def test_columns_that_do_not_exist_are_told(question, message):
    with pytest.raises(UsageError, match=f"^{message}"):
        Question(**question)
