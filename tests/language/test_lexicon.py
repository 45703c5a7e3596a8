"""Number words by the part they play."""

from decimal import Decimal

import pytest

from imss_facts.language.lexicon import Follow, Lexicon, NumberWord, Role


@pytest.fixture
def lexicon():
    lexicon = Lexicon()
    lexicon.add(["cuarto"], NumberWord(Role.ORDINAL, Decimal(4), plural=False, rule="o"))
    lexicon.add(["cuarto"], NumberWord(Role.FRACTION, Decimal(4), plural=False, rule="f"))
    lexicon.add(["mil"], NumberWord(Role.THOUSAND, Decimal(1000), plural=False, rule="m"))
    lexicon.add(["millones"], NumberWord(Role.SCALE, Decimal(10**6), plural=True, rule="s"))
    lexicon.add(["y"], NumberWord(Role.AND, Decimal(1), plural=False, rule="y"))
    lexicon.add(["a", "ª"], NumberWord(Role.ORDINAL_MARK, Decimal(1), plural=False, rule="a"))
    lexicon.add(["de"], NumberWord(Role.OF, Decimal(1), plural=False, rule="d"))
    return lexicon


def test_a_word_may_play_several_parts(lexicon):
    assert lexicon.get("cuarto", Role.ORDINAL).rule == "o"
    assert lexicon.get("cuarto", Role.FRACTION).rule == "f"
    assert lexicon.plays("cuarto", Role.FRACTION)
    assert not lexicon.plays("cuarto", Role.UNIT)
    assert lexicon.get("nada", Role.UNIT) is None


def test_magnitudes(lexicon):
    assert [word and word.value for word in map(lexicon.magnitude, ["mil", "millones", "cuarto", "nada"])] == [
        1000,
        10**6,
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("form", "begins"),
    [
        ("mil", True),
        ("cuarto", True),
        ("7", True),
        ("½", True),
        ("y", False),
        ("a", False),
        ("de", False),
        ("x", False),
    ],
)
def test_what_may_begin_a_numeral(lexicon, form, begins):
    assert lexicon.triggers[form] is begins


@pytest.mark.parametrize(
    ("form", "follow"),
    [
        ("mil", Follow.JOINS),
        ("cuarto", Follow.JOINS),
        ("7", Follow.JOINS),
        ("½", Follow.JOINS),
        ("y", Follow.HALF),
        ("ª", Follow.GLUED),
        (".", Follow.GLUED),
        ("/", Follow.GLUED),
        ("de", Follow.NEVER),
        ("x", Follow.NEVER),
    ],
)
def test_what_may_follow_a_number(lexicon, form, follow):
    assert lexicon.followers[form] is follow


def test_a_new_word_is_known_at_once(lexicon):
    assert (lexicon.triggers["ocho"], lexicon.followers["ocho"]) == (False, Follow.NEVER)
    lexicon.add(["ocho"], NumberWord(Role.UNIT, Decimal(8), plural=False, rule="u"))
    assert lexicon.triggers["ocho"] is True


def test_memory_stays_bounded(lexicon, monkeypatch):
    monkeypatch.setattr("imss_facts.language.lexicon._CACHE_LIMIT", 10)
    for number in range(100):
        assert lexicon.triggers[f"w{number}"] is False
        assert lexicon.followers[f"w{number}"] is Follow.NEVER
    assert len(lexicon.triggers) <= 11
    assert len(lexicon.followers) <= 11
