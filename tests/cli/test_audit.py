"""``imss-facts audit``."""

import json

TEXT = "Hay una sala; 20 camas y 3 bots, según el artículo 36. Hay 4 bots."


def test_every_expression_is_listed_with_its_fact_or_its_reason(call):
    outcome = call("audit", "-", input=TEXT)
    rows = [json.loads(line) for line in outcome.out.splitlines()]
    assert outcome.code == 0
    assert [list(row) for row in rows] == [["bulletin", "start", "end", "text", "fact", "kind", "reason", "rule"]] * 5
    assert [(row["text"], row["kind"] or row["reason"]) for row in rows] == [
        ("una", "article"), ("20", "count"), ("3", "count"), ("36", "identifier"), ("4", "count"),
    ]  # fmt: skip
    assert all(TEXT[row["start"] : row["end"]] == row["text"] for row in rows)
    assert rows[1]["fact"] == "stdin#14-16"
    assert outcome.err == "imss-facts: count 3; excluded: article 1; excluded: identifier 1\n"


def test_totals_count_facts_before_exclusions(call):
    outcome = call("audit", "-", "--totals", input=TEXT)
    assert [json.loads(line) for line in outcome.out.splitlines()] == [
        {"count": 3, "account": "count"},
        {"count": 1, "account": "excluded: article"},
        {"count": 1, "account": "excluded: identifier"},
    ]
    assert (outcome.code, outcome.err) == (0, "")


def test_unknown_ranks_the_phrases_that_no_measure_knows(call):
    outcome = call("audit", "-", "--unknown", input=TEXT + " Hay 5 peritas.")
    assert [json.loads(line) for line in outcome.out.splitlines()] == [
        {"count": 2, "entity": "bots"},
        {"count": 1, "entity": "peritas"},
    ]


def test_a_text_without_numbers_has_an_empty_account(call):
    assert call("audit", "-", input="Nada.") == call("audit", "-", "--totals", input="Nada.")


def test_the_rest_of_a_batch_is_audited(call, folder):
    (folder / "a.txt").write_text("")
    (folder / "b.txt").write_text("Hay 7 camas.")
    outcome = call("audit", ".")
    assert outcome.code == 3
    assert [json.loads(line)["text"] for line in outcome.out.splitlines()] == ["7"]
    assert outcome.err == "imss-facts: a.txt: is empty; nothing to extract\nimss-facts: count 1\n"


def test_an_incomplete_account_is_a_failure(call, monkeypatch):
    from imss_facts.operations import audit

    entry = audit.Entry("a", 0, 1, "7", reason=audit.UNACCOUNTED, rule=audit.UNACCOUNTED)
    monkeypatch.setattr(audit, "audit", lambda _result: [entry])
    outcome = call("audit", "-", input=TEXT)
    assert (outcome.code, outcome.err) == (1, "imss-facts: excluded: unaccounted 1\n")


def test_a_table_keeps_brackets_and_empty_cells(call, folder):
    (folder / "[b].txt").write_text("Hay 7 camas.")
    outcome = call("audit", "[b].txt", "--format", "table")
    header, row = outcome.out.splitlines()
    assert header.split() == ["bulletin", "start", "end", "text", "fact", "kind", "reason", "rule"]
    assert row.split() == ["[b]", "4", "5", "7", "[b]#4-5", "count"]
