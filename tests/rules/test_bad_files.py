"""Pattern files that cannot be used: every problem with its place, as ``file:line:col: id: message``."""

import pytest

from imss_facts.rules.library import load_folder
from imss_facts.rules.schema import SUBJECTS

HEADER = "version: 1\nlanguage: es-MX\nsubject: {}\npatterns:\n"
EXAMPLES = """\
    examples:
      - {text: "Hay 5 papalotes.", quantity: "5"}
    counterexamples:
      - {text: "Hay globos.", why: "other things"}
"""
FIELDS = {
    "measures": "    label: {es: papalotes, en: kites}\n    category: other\n    terms: [papalotes]\n",
    "numerals": "    role: unit\n    words: {ocho: 8}\n",
    "units": "    kind: measurement\n    unit: kn\n    names: [nudo(s)]\n    label: knots\n",
    "editions": "    role: edition\n    nouns: [feria]\n",
    "exclusions": '    reason: identifier\n    phrases: ["folio {n}"]\n',
    "dates": "    role: month\n    words: {brumario: 2}\n",
    "nouns": "    role: stop\n    words: [pero]\n",
    "cues": "    value: partitive\n    before: [de ellos]\n",
    "modifiers": "    value: exact\n    before: [justo]\n",
    "changes": "    value: increase\n    nouns: [alza]\n",
}


def pattern(subject, *, old="", new="", name="x.kites"):
    """A file of one sound pattern, with something in it replaced."""
    text = HEADER.format(subject) + f"  - id: {name}\n" + FIELDS[subject] + EXAMPLES
    assert old in text
    return text.replace(old, new, 1)


BAD = {
    # --- the file -----------------------------------------------------------------------------------------------
    "empty": ("", ["1:1: file: is empty; a pattern file has the keys version, language, subject and patterns"]),
    "only a comment": (
        "# nothing\n",
        ["1:1: file: is empty; a pattern file has the keys version, language, subject and patterns"],
    ),
    "a list": ("- 1\n", ["1:1: file: Input should be a mapping of keys to values"]),
    "not UTF-8": (b"version: 1\nlabel: \xf1\n", ["1:1: file: is not UTF-8 (invalid continuation byte at byte 18)"]),
    "control character": (
        "version: 1\nlabel: \x01\n",
        ["2:1: file: is not valid YAML: control characters are not allowed (character 0x1)"],
    ),
    "broken YAML": (
        "version: 1\npatterns: [\n",
        ["3:1: file: is not valid YAML: did not find expected node content"],
    ),
    "colon in a value": (
        "version: a: b\n",
        ["1:11: file: is not valid YAML: mapping values are not allowed in this context"],
    ),
    "tab": ("\tversion: 1\n", ["1:1: file: is not valid YAML: found character that cannot start any token"]),
    "two documents": (
        "version: 1\n---\nversion: 1\n",
        ["2:1: file: is not valid YAML: expected a single document in the stream, but found another document"],
    ),
    "nested deeply": ("[" * 5000 + "]" * 5000, ["1:1: file: is nested too deeply"]),
    "repeated key": (
        pattern("measures", old="    terms:", new="    label: {es: a, en: b}\n    terms:"),
        ["8:5: file: key «label» is repeated"],
    ),
    "repeated key in braces": (
        pattern("measures", old="en: kites", new="es: kites"),
        ["6:28: file: key «es» is repeated"],
    ),
    "repeated phrase": (
        pattern("numerals", old="{ocho: 8}", new="{ocho: 8, ocho: 9}"),
        ["7:22: file: key «ocho» is repeated"],
    ),
    "anchor and alias": (
        pattern("measures", old="[papalotes]", new="&t [papalotes]\n    after: *t"),
        ["8:12: file: anchors and aliases are not allowed", "9:12: file: anchors and aliases are not allowed"],
    ),
    "alias to itself": (
        pattern("measures", old="[papalotes]", new="&t [*t]"),
        ["8:12: file: anchors and aliases are not allowed", "8:16: file: anchors and aliases are not allowed"],
    ),
    "merge key": (
        pattern("measures", old="    category: other", new="    <<: {category: other}"),
        ["7:5: file: merge keys are not allowed"],
    ),
    "tag": (
        pattern("measures", old="category: other", new="category: !!python/name:os.abort other"),
        ["7:15: file: tags are not allowed: tag:yaml.org,2002:python/name:os.abort"],
    ),
    "key that is a list": ("? [a]\n: 1\n", ["1:3: file: a key must be plain text"]),
    # --- the header ---------------------------------------------------------------------------------------------
    "no header": (
        "patterns: []\n",
        [
            "1:1: file: language: Field required",
            "1:1: file: subject: Field required",
            "1:1: file: version: Field required",
        ],
    ),
    "another version": (
        pattern("measures", old="version: 1", new="version: 2"),
        ["1:1: file: version: Input should be 1"],
    ),
    "another language": (
        pattern("measures", old="es-MX", new="es-ES"),
        ["2:1: file: language: Input should be 'es-MX'"],
    ),
    "unknown subject": (
        pattern("measures", old="subject: measures", new="subject: colours"),
        [f"3:1: file: no such subject; known: {', '.join(sorted(SUBJECTS))}"],
    ),
    "unknown key in the header": (
        pattern("measures", old="version: 1", new="version: 1\nauthor: me"),
        ["2:1: file: author: unknown key"],
    ),
    "unknown category": (
        pattern("measures", old="patterns:", new="category: toys\npatterns:"),
        [
            (
                "4:1: file: category: Input should be 'beneficiaries', 'staff', 'people', 'facilities', 'beds', "
                "'services', 'equipment', 'organizations', 'records', 'jobs', 'money', 'time', 'event' or 'other'"
            )
        ],
    ),
    "a category for a file of another subject": (
        pattern("units", old="patterns:", new="category: other\npatterns:"),
        ["4:1: file: only a file of measures has a category for all"],
    ),
    "patterns no list": (
        HEADER.format("measures").replace("patterns:\n", "patterns: {a: 1}\n"),
        ["4:1: file: patterns: Input should be a valid list"],
    ),
    # --- a pattern ----------------------------------------------------------------------------------------------
    "no mapping": (
        HEADER.format("measures") + "  - kites\n",
        ["5:5: pattern 1: Input should be a mapping of keys to values"],
    ),
    "no id": (pattern("measures", old="id: x.kites", new="references: []"), ["5:5: pattern 1: id: Field required"]),
    "bad id": (
        pattern("measures", name="X-Kites"),
        [r"5:5: X-Kites: id: String should match pattern '^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$'"],
    ),
    "unknown key": (pattern("measures", old="terms:", new="words:"), ["8:5: x.kites: words: unknown key"]),
    "unknown key in an example": (
        pattern("measures", old='quantity: "5"}', new='quantity: "5", colour: red}'),
        ["10:51: x.kites: examples.0.colour: unknown key"],
    ),
    "no examples": (
        pattern("measures", old='    examples:\n      - {text: "Hay 5 papalotes.", quantity: "5"}\n', new=""),
        ["5:5: x.kites: examples: Field required"],
    ),
    "empty examples": (
        pattern("measures", old='examples:\n      - {text: "Hay 5 papalotes.", quantity: "5"}', new="examples: []"),
        ["9:5: x.kites: examples: List should have at least 1 item after validation, not 0"],
    ),
    "no counterexamples": (
        pattern("measures", old='    counterexamples:\n      - {text: "Hay globos.", why: "other things"}\n', new=""),
        ["5:5: x.kites: counterexamples: Field required"],
    ),
    "no why": (
        pattern("measures", old=', why: "other things"', new=""),
        ["12:9: x.kites: counterexamples.0.why: Field required"],
    ),
    "an example of nothing": (
        pattern("measures", old=', quantity: "5"', new=""),
        ["10:9: x.kites: examples.0: needs either «quantity» (a fact) or «excluded» (an exclusion)"],
    ),
    "excluded without a reason": (
        pattern("measures", old='quantity: "5"', new='excluded: "5"'),
        ["10:9: x.kites: examples.0: «excluded» and «reason» go together"],
    ),
    "an impossible date": (
        pattern("measures", old='quantity: "5"', new='quantity: "5", date: 2021-02-30'),
        ["10:51: x.kites: examples.0.date: «2021-02-30» is no date as in 2020-07-15"],
    ),
    "an unknown kind": (
        pattern("measures", old='quantity: "5"', new='quantity: "5", kind: size'),
        [
            (
                "10:51: x.kites: examples.0.kind: Input should be 'count', 'money', 'percent', 'ratio', 'duration', "
                "'measurement', 'date', 'ordinal' or 'facility'"
            )
        ],
    ),
    "a value that is no number": (
        pattern("measures", old='quantity: "5"', new='quantity: "5", value: five'),
        ["10:51: x.kites: examples.0.value: «five» is no number"],
    ),
    "an endless value": (
        pattern("measures", old='quantity: "5"', new='quantity: "5", value: Infinity'),
        ["10:51: x.kites: examples.0.value: must be finite"],
    ),
    "several problems": (
        pattern("measures", old="    terms: [papalotes]", new="    terms: papalotes\n    colour: red"),
        ["8:5: x.kites: terms: Input should be a valid list", "9:5: x.kites: colour: unknown key"],
    ),
    # --- phrases ------------------------------------------------------------------------------------------------
    "empty phrase": (pattern("measures", old="[papalotes]", new='[""]'), ["8:13: x.kites: terms.0: is empty"]),
    "blank phrase": (pattern("measures", old="[papalotes]", new='["  "]'), ["8:13: x.kites: terms.0: is empty"]),
    "phrase of nothing": (
        pattern("measures", old="[papalotes]", new='["*"]'),
        ["8:13: x.kites: terms.0: «*» of «*» has no word in it"],
    ),
    "unmatched bracket": (
        pattern("measures", old="[papalotes]", new='["papalotes [de papel"]'),
        ["8:13: x.kites: terms.0: brackets do not match in «papalotes [de papel»"],
    ),
    "nested brackets": (
        pattern("measures", old="[papalotes]", new='["papalotes [de [buen] papel]"]'),
        ["8:13: x.kites: terms.0: brackets do not match in «papalotes [de [buen] papel]»"],
    ),
    "empty brackets": (
        pattern("measures", old="[papalotes]", new='["papalotes []"]'),
        ["8:13: x.kites: terms.0: the phrase is empty"],
    ),
    "unmatched parenthesis": (
        pattern("measures", old="[papalotes]", new='["papalote(s"]'),
        ["8:13: x.kites: terms.0: parentheses do not match in «papalote(s»"],
    ),
    "two parentheses in a word": (
        pattern("measures", old="[papalotes]", new='["niñ(o|a)grand(e|es)"]'),
        ["8:13: x.kites: terms.0: «niñ(o|a)grand(e|es)» has more than one (…)"],
    ),
    "empty alternative": (
        pattern("measures", old="[papalotes]", new='["papalotes|"]'),
        ["8:13: x.kites: terms.0: an alternative is empty in «papalotes|»"],
    ),
    "too many phrases": (
        pattern(
            "measures",
            old="[papalotes]",
            new='["a|b|c|d|e|f|g|h|i|j a|b|c|d|e|f|g|h|i|j a|b|c|d|e|f|g|h|i|j 1|2|3|4|5|6"]',
        ),
        [
            (
                "8:13: x.kites: terms.0: «a|b|c|d|e|f|g|h|i|j a|b|c|d|e|f|g|h|i|j a|b|c|d|e|f|g|h|i|j 1|2|3|4|5|6» "
                "stands for more than 5000 phrases"
            )
        ],
    ),
    "numeral outside exclusions": (
        pattern("measures", old="[papalotes]", new='["{n} papalotes"]'),
        ["8:13: x.kites: terms.0: «{n} papalotes»: «{n}» has a meaning in exclusions only"],
    ),
    "unquoted truth value": (
        pattern("measures", old="[papalotes]", new="[papalotes, true]"),
        ["8:24: x.kites: terms.1: must be text, not true; put it in quotes"],
    ),
    "unquoted number": (
        pattern("measures", old="[papalotes]", new="[24]"),
        ["8:13: x.kites: terms.0: must be text, not 24; put it in quotes"],
    ),
    "nothing": (
        pattern("measures", old="[papalotes]", new="[papalotes, ]\n    after: [null]\n    heads: [cometas]"),
        ["9:13: x.kites: after.0: must be text, not nothing"],
    ),
    "a list for a phrase": (
        pattern("measures", old="[papalotes]", new="[[papalotes]]"),
        ["8:13: x.kites: terms.0: must be text, not a list or a mapping"],
    ),
    # --- subject by subject -------------------------------------------------------------------------------------
    "measure without a category": (
        pattern("measures", old="    category: other\n", new=""),
        ["5:5: x.kites: category: Field required"],
    ),
    "measure without phrases": (
        pattern("measures", old="    terms: [papalotes]\n", new=""),
        ["5:5: x.kites: needs «terms» or «heads»"],
    ),
    "cue without heads": (
        pattern("measures", old="[papalotes]", new="[papalotes]\n    after: [vuelan]"),
        ["5:5: x.kites: «after» and «heads» go together"],
    ),
    "unknown role": (
        pattern("editions", old="role: edition", new="role: title"),
        ["6:5: x.kites: role: Input should be 'edition' or 'rank'"],
    ),
    "number word of two words": (
        pattern("numerals", old="{ocho: 8}", new="{ocho: 8, dos veces: 2}"),
        ["7:22: x.kites: words.dos veces: «dos veces» is more than one word"],
    ),
    "number word without a number": (
        pattern("numerals", old="{ocho: 8}", new="{ocho: 8, nueve: }"),
        ["7:22: x.kites: words.nueve: must be a number"],
    ),
    "numeral pattern without words": (
        pattern("numerals", old="    words: {ocho: 8}\n", new=""),
        ["5:5: x.kites: needs «words» or «plurals»"],
    ),
    "scale of nothing": (
        pattern("units", old="unit: kn", new="unit: kn\n    scale: 0"),
        ["8:5: x.kites: scale: must be more than zero"],
    ),
    "symbol that is no phrase": (
        pattern("units", old="unit: kn", new='unit: kn\n    symbols: ["k(n"]'),
        ["8:15: x.kites: symbols.0: parentheses do not match in «k(n»"],
    ),
    "unit without a way to write it": (
        pattern("units", old="    names: [nudo(s)]\n", new=""),
        ["5:5: x.kites: needs «names» or «symbols» or «prefixes»"],
    ),
    "bad regular expression": (
        pattern("exclusions", old="    phrases:", new='    shapes: ["a(b"]\n    phrases:'),
        [
            "7:14: x.kites: shapes.0: is no regular expression: missing ), unterminated subpattern at position 1",
        ],
    ),
    "exclusion without the numeral": (
        pattern("exclusions", old="folio {n}", new="folio"),
        ["7:15: x.kites: phrases.0: «folio» needs «{n}» once, where the numeral stands, and outside brackets"],
    ),
    "exclusion with a numeral that may be missing": (
        pattern("exclusions", old="folio {n}", new="folio [{n}]"),
        ["7:15: x.kites: phrases.0: «folio [{n}]» needs «{n}» once, where the numeral stands, and outside brackets"],
    ),
    "exclusion of any numeral": (
        pattern("exclusions", old="folio {n}", new="[folio] {n}"),
        ["7:15: x.kites: phrases.0: «[folio] {n}» needs a word beside «{n}»"],
    ),
    "groups that are no lengths": (
        pattern("exclusions", old="    phrases:", new='    groups: ["2 x 4"]\n    phrases:'),
        ["7:14: x.kites: groups.0: String should match pattern '^[1-9][0-9]?( [1-9][0-9]?)+$'"],
    ),
    "half an enclosure": (
        pattern("exclusions", old="    phrases:", new='    enclosures: [["["]]\n    phrases:'),
        ["7:18: x.kites: enclosures.0.1: Field required"],
    ),
    "flag that is no truth value": (
        pattern("exclusions", old="    phrases:", new="    shared: maybe\n    phrases:"),
        [
            "7:5: x.kites: shared: Input should be a valid boolean, unable to interpret input",
        ],
    ),
    "exclusion that excludes nothing": (
        pattern("exclusions", old='    phrases: ["folio {n}"]\n', new=""),
        [f"5:5: x.kites: needs «{'» or «'.join(SUBJECTS['exclusions'].needs)}»"],
    ),
    "thirteenth month": (
        pattern("dates", old="brumario: 2", new="brumario: 13"),
        ["5:5: x.kites: «brumario»: must be one of 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, not 13"],
    ),
    "month that is a truth value": (
        pattern("dates", old="brumario: 2", new="brumario: true"),
        ["5:5: x.kites: «brumario»: must be one of 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, not True"],
    ),
    "month of two words": (
        pattern("dates", old="brumario: 2", new="mes de brumario: 2"),
        ["5:5: x.kites: «mes de brumario» is more than one word"],
    ),
    "unknown relative time": (
        pattern("dates", old="month\n    words: {brumario: 2}", new="relative\n    words: {anteayer: yesterday}"),
        [
            (
                "5:5: x.kites: «anteayer»: must be one of this_year, last_year, next_year, this_month, last_month, "
                "next_month, past, next, not 'yesterday'"
            )
        ],
    ),
    "stray category": (
        pattern("nouns", old="role: stop", new="role: stop\n    category: people"),
        ["5:5: x.kites: nouns of role «category» have a «category», others none"],
    ),
    "determiner of two words": (
        pattern("nouns", old="stop\n    words: [pero]", new="determiner\n    words: [todos los]"),
        ["5:5: x.kites: «todos los» is more than one word"],
    ),
    "cue without phrases": (
        pattern("cues", old="    before: [de ellos]\n", new=""),
        ["5:5: x.kites: needs «before» or «after»"],
    ),
    "unknown modifier": (
        pattern("modifiers", old="value: exact", new="value: nearly"),
        [
            (
                "6:5: x.kites: value: Input should be 'exact', 'approximate', 'more_than', 'less_than', 'at_least' "
                "or 'at_most'"
            ),
        ],
    ),
    "change without words": (
        pattern("changes", old="    nouns: [alza]\n", new=""),
        ["5:5: x.kites: needs «nouns» or «verbs» or «after»"],
    ),
}


def problems(folder):
    _, found = load_folder(folder)
    return [str(problem) for problem in sorted(found)]


def kites(folder):
    (entry,), wrong = load_folder(folder)
    assert wrong == []
    return entry


@pytest.mark.parametrize(("content", "expected"), BAD.values(), ids=BAD)
def test_every_problem_with_its_place(tmp_path, content, expected):
    path = tmp_path / "bad.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    assert problems(tmp_path) == [f"{path}:{line}" for line in expected]


@pytest.mark.parametrize("subject", FIELDS)
def test_what_the_bad_files_were_made_from_is_sound(tmp_path, subject):
    (tmp_path / "good.yaml").write_text(pattern(subject))
    assert kites(tmp_path).subject == subject


def test_unquoted_no_is_a_word(tmp_path):
    (tmp_path / "a.yaml").write_text(pattern("nouns", old="[pero]", new="[no, on, off, yes]"))
    assert kites(tmp_path).pattern.words == ["no", "on", "off", "yes"]


def test_what_other_parsers_turn_into_numbers_and_dates_stays_text(tmp_path):
    text = pattern("measures", old='quantity: "5"', new="quantity: 1:30, period: 2020-07-15, entity: 012")
    (tmp_path / "a.yaml").write_text(text)
    example = kites(tmp_path).pattern.examples[0]
    assert (example.quantity, example.period, example.entity) == ("1:30", "2020-07-15", "012")


def test_problems_of_all_files_in_order(tmp_path):
    for name in ("b.yaml", "a.yaml", "sub/c.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(pattern("measures", old="terms:", new="words:", name=f"x.{name[-6]}"))
    assert problems(tmp_path) == [
        f"{tmp_path}/a.yaml:8:5: x.a: words: unknown key",
        f"{tmp_path}/b.yaml:8:5: x.b: words: unknown key",
        f"{tmp_path}/sub/c.yaml:8:5: x.c: words: unknown key",
    ]


def test_sound_patterns_beside_a_bad_one_are_no_problem(tmp_path):
    bad = pattern("measures", old="terms:", new="words:")
    (tmp_path / "a.yaml").write_text(bad + pattern("measures", name="x.balls").removeprefix(HEADER.format("measures")))
    assert problems(tmp_path) == [f"{tmp_path}/a.yaml:8:5: x.kites: words: unknown key"]


def test_an_id_twice_in_a_folder(tmp_path):
    (tmp_path / "a.yaml").write_text(pattern("measures"))
    (tmp_path / "b.yaml").write_text(pattern("units"))
    assert problems(tmp_path) == [f"{tmp_path}/b.yaml:5:5: x.kites: the id stands already in {tmp_path}/a.yaml:5"]


@pytest.mark.parametrize(("name", "why"), [("empty", "holds no .yaml file"), ("missing", "is no folder")])
def test_folders_without_patterns(tmp_path, name, why):
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "notes.txt").write_text("none")
    (tmp_path / "empty" / ".hidden.yaml").write_text("broken: [")
    assert problems(tmp_path / name) == [f"{tmp_path / name}:1:1: folder: {why}"]


def test_a_file_that_cannot_be_read(tmp_path, monkeypatch):
    (tmp_path / "a.yaml").write_text(pattern("measures"))

    def refuse(self, *, encoding):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.read_text", refuse)
    assert f"{tmp_path}/a.yaml:1:1: file: cannot be read (Permission denied)" in problems(tmp_path)


def test_a_byte_order_mark_is_no_problem(tmp_path):
    (tmp_path / "a.yaml").write_text("\ufeff" + pattern("measures"))
    assert kites(tmp_path).subject == "measures"
