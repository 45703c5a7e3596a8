"""Which expressions are numerals, where they end, and of what form they are."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imss_facts.language.digits import digits_value
from imss_facts.language.numerals import Form, quotient


def read(numerals, text):
    """The expressions of a text with their values, in order."""
    return [(words, format(value.normalize(), "f")) for words, value, _ in numerals(text).values()]


def forms(numerals, text):
    return [(words, form.value) for words, _, form in numerals(text).values()]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # one numeral ends where another begins
        ("dos millones tres millones", [("dos millones", "2000000"), ("tres millones", "3000000")]),
        ("3 mil\n5 mil", [("3 mil", "3000"), ("5 mil", "5000")]),
        ("mil, dos mil", [("mil", "1000"), ("dos mil", "2000")]),
        ("treinta y cinco y seis", [("treinta y cinco", "35"), ("seis", "6")]),
        ("entre un millón y medio millón", [("un millón", "1000000"), ("medio millón", "500000")]),
        ("cinco millones y media hora", [("cinco millones", "5000000"), ("media", "0.5")]),
        ("un millón, cincuenta mil", [("un millón, cincuenta mil", "1050000")]),
        ("dos millones, tres mil millones", [("dos millones", "2000000"), ("tres mil millones", "3000000000")]),
        ("2 millones, 50 mil", [("2 millones", "2000000"), ("50 mil", "50000")]),
        ("dos millones, mil", [("dos millones", "2000000"), ("mil", "1000")]),
        ("5 mil 1.250.000", [("5 mil", "5000"), ("1.250.000", "1250000")]),
        ("cien dos", [("cien", "100"), ("dos", "2")]),
        ("entre dos y medio millón", [("dos", "2"), ("medio millón", "500000")]),
        ("1.5 ½", [("1.5", "1.5"), ("½", "0.5")]),
        ("mil cero", [("mil", "1000"), ("cero", "0")]),
        ("doce\n\ntreinta", [("doce", "12"), ("treinta", "30")]),
        ("3\n\nmillones", [("3", "3"), ("millones", "0")]),
        ("22 millones 2019", [("22 millones", "22000000"), ("2019", "2019")]),
        ("en 2019 millones de", [("2019", "2019"), ("millones", "0")]),
        ("en 2019 mil personas", [("2019", "2019"), ("mil", "1000")]),
        # rows of digits that are no groups of thousands
        ("10,20,30", [("10", "10"), ("20", "20"), ("30", "30")]),
        ("12.05.2020", [("12", "12"), ("05", "5"), ("2020", "2020")]),
        ("800 623 2323", [("800", "800"), ("623", "623"), ("2323", "2323")]),
        ("800\u00a0623\u00a02323", [("800", "800"), ("623", "623"), ("2323", "2323")]),
        ("55 5238 2700", [("55", "55"), ("5238", "5238"), ("2700", "2700")]),
        ("1 234\n567", [("1 234", "1234"), ("567", "567")]),
        ("1  234", [("1", "1"), ("234", "234")]),
        ("0 123", [("0", "0"), ("123", "123")]),
        ("1,2345", [("1", "1"), ("2345", "2345")]),
        ("1 234.5 678", [("1", "1"), ("234.5", "234.5"), ("678", "678")]),
        ("1 111 111 111 111 111 111 111", [("1", "1"), *[("111", "111")] * 7]),
        ("36\n\n22 643", [("36", "36"), ("22 643", "22643")]),
        # glued words
        ("50mil", [("50mil", "50000")]),
        ("de2012", [("2012", "2012")]),
        ("2.5millones", [("2.5millones", "2500000")]),
        ("30m2", [("30", "30"), ("2", "2")]),
        ("94.2%", [("94.2", "94.2")]),
        # the percent sign in words is no number, a hundred is
        ("el 5 por ciento", [("5", "5")]),
        ("el 5 por ciento dos años después", [("5", "5"), ("dos", "2")]),
        ("tanto por ciento", []),
        ("cien por ciento", [("cien", "100")]),
        ("cien por cien", [("cien", "100")]),
        ("por cien pesos", [("cien", "100")]),
        ("por ciento cincuenta pesos", [("ciento cincuenta", "150")]),
        ("12 por cien mil habitantes", [("12", "12"), ("cien mil", "100000")]),
        # halves
        ("tres y medio por ciento", [("tres y medio", "3.5")]),
        ("cuatro y medio puntos", [("cuatro y medio", "4.5")]),
        ("tres y media horas", [("tres y media", "3.5")]),
        ("hora y media", [("media", "0.5")]),
        ("media hora", [("media", "0.5")]),
        ("el medio ambiente", []),
        ("a las cinco y media de la tarde", [("cinco", "5")]),
        # a decimal point said aloud
        ("dos punto cinco millones", [("dos punto cinco millones", "2500000")]),
        ("dos punto veinticinco por ciento", [("dos punto veinticinco", "2.25")]),
        ("cero punto cero cinco por ciento", [("cero punto cero cinco", "0.05")]),
        ("2 punto 5 millones", [("2 punto 5 millones", "2500000")]),
        ("uno, punto final", [("uno", "1")]),
        # articles, and letters that only look like marks
        ("un hospital y una clínica", [("un", "1"), ("una", "1")]),
        ("de 13 a 20 sesiones", [("13", "13"), ("20", "20")]),
        ("5 o 6", [("5", "5"), ("6", "6")]),
        # cells of a table
        ("1 millón 090,584 no", [("1 millón 090,584", "1090584")]),
        ("UN MILLON 090,584 RECETAS", [("UN MILLON 090,584", "1090584")]),
        ("3 billones 005,300,000 pesos", [("3 billones 005,300,000", "3000005300000")]),
        ("2 millones 005,300.50 pesos", [("2 millones 005,300.50", "2005300.5")]),
        ("2 millones 045 mil, 300 graves", [("2 millones 045 mil", "2045000"), ("300", "300")]),
        ("2 millones 045, 300 graves", [("2 millones 045", "2000045"), ("300", "300")]),
        ("1 millón 710 mil\t3.1", [("1 millón 710 mil", "1710000"), ("3.1", "3.1")]),
        ("66 millones\n128 mil", [("66 millones\n128 mil", "66128000")]),
        # other digits than ASCII
        ("٣٤ camas", [("٣٤", "34")]),
    ],
)
def test_extent_and_value(numerals, text, found):
    assert read(numerals, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("vigésima primera sesión", [("vigésima primera", "21")]),
        ("centésimo décimo quinto aniversario", [("centésimo décimo quinto", "115")]),
        ("décimo primer congreso", [("décimo primer", "11")]),
        ("DECIMOTERCERA", [("DECIMOTERCERA", "13")]),
        ("primera y segunda", [("primera", "1"), ("segunda", "2")]),
        ("tercera primera", [("tercera", "3"), ("primera", "1")]),
        ("segundo tercero", [("segundo", "2"), ("tercero", "3")]),
        ("13ª sesión", [("13ª", "13")]),
        ("13a. Asamblea", [("13a.", "13")]),
        ("Es la 13a.", [("13a", "13")]),
        ("Es la 13a.\nOtra", [("13a", "13")]),
        ("2.ª Jornada", [("2.ª", "2")]),
        ("3er Congreso", [("3er", "3")]),
        ("4to. Foro", [("4to.", "4")]),
        ("1º de mayo", [("1º", "1")]),
    ],
)
def test_ordinals(numerals, text, found):
    assert read(numerals, text) == found
    assert {form for _, form in forms(numerals, text)} == {Form.ORDINAL}


@pytest.mark.parametrize("text", ["13 a Asamblea", "13A", "12345a", "5 .a"])
def test_marks_that_make_no_ordinal(numerals, text):
    assert forms(numerals, text)[0][1] == Form.CARDINAL


@pytest.mark.parametrize(
    ("text", "expression", "value"),
    [
        ("la mitad", "mitad", Fraction(1, 2)),
        ("una mitad", "una mitad", Fraction(1, 2)),
        ("un tercio de", "un tercio", Fraction(1, 3)),
        ("dos tercios", "dos tercios", Fraction(2, 3)),
        ("tres cuartos de hora", "tres cuartos", Fraction(3, 4)),
        ("3 cuartos", "3 cuartos", Fraction(3, 4)),
        ("un cuarto de", "un cuarto", Fraction(1, 4)),
        ("un octavo de", "un octavo", Fraction(1, 8)),
        ("cinco octavos", "cinco octavos", Fraction(5, 8)),
        ("la tercera parte", "tercera parte", Fraction(1, 3)),
        ("las dos terceras partes", "dos terceras partes", Fraction(2, 3)),
        ("TRES CUARTAS PARTES", "TRES CUARTAS PARTES", Fraction(3, 4)),
        ("una décima parte", "una décima parte", Fraction(1, 10)),
        ("2/3 partes", "2/3 partes", Fraction(2, 3)),
        ("3/4 de la plantilla", "3/4", Fraction(3, 4)),
        ("¾ de la plantilla", "¾", Fraction(3, 4)),
        ("¾ partes", "¾ partes", Fraction(3, 4)),
        ("½kg", "½", Fraction(1, 2)),
    ],
)
def test_fractions(numerals, text, expression, value):
    assert forms(numerals, text) == [(expression, Form.FRACTION)]
    (found,) = numerals(text).values()
    assert found[1] == quotient(Decimal(value.numerator), Decimal(value.denominator))


@pytest.mark.parametrize(
    "text",
    [
        "un cuarto hospital",
        "dos terceros lugares",
        "20 cuartos",
        "dos primeros lugares",
        "la segunda parte",
        "5/2020",
        "24/7",
        "un tercios",
    ],
)
def test_what_only_looks_like_a_fraction(numerals, text):
    assert Form.FRACTION not in [form for _, form in forms(numerals, text)]


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("miles de familias", "miles"),
        ("cientos de miles de dosis", "cientos de miles"),
        ("decenas de miles", "decenas de miles"),
        ("miles de millones de pesos", "miles de millones"),
        ("varios millones de pesos", "millones"),
        ("docenas de cajas", "docenas"),
    ],
)
def test_vague_amounts(numerals, text, expression):
    assert forms(numerals, text) == [(expression, Form.VAGUE)]


def test_vague_amounts_end_with_their_paragraph(numerals):
    assert forms(numerals, "miles\n\nMillones") == [("miles", Form.VAGUE), ("Millones", Form.VAGUE)]


def test_multiples(numerals):
    assert forms(numerals, "el doble o el triple") == [("doble", Form.MULTIPLE), ("triple", Form.MULTIPLE)]


@pytest.mark.parametrize("length", [20, 100, 5000])
def test_a_run_of_digits_too_long_is_opaque(numerals, length):
    assert forms(numerals, "1" * length) == [("1" * length, Form.OPAQUE)]


def test_the_longest_run_of_digits_that_is_a_number(numerals):
    assert read(numerals, "1" + "0" * 18) == [("1" + "0" * 18, str(10**18))]


@given(st.text(alphabet="0123456789.,' \u00a0½ª/-\nay", max_size=60))
def test_digits_never_fail_and_never_overlap(numerals, text):
    end = 0
    for start, (words, value, _) in sorted(numerals(text).items()):
        assert start >= end
        assert text[start : start + len(words)] == words
        assert value.is_finite()
        end = start + len(words)


WORDS = [
    "cero", "un", "uno", "veintiún", "treinta", "y", "cinco", "cien", "ciento", "doscientas", "mil", "millón",
    "millones", "billones", "medio", "media", "docena", "docenas", "punto", "por", "ciento", "de", "miles", "cuarto",
    "cuartos", "tercera", "parte", "partes", "décimo", "primer", "mitad", "doble", "12", "2019", "1,5", "3.2", "004",
    "½", "%", "hora", "camas", ",", ".", "\n\n",
]  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join))
def test_any_row_of_number_words_is_read_without_overlap(numerals, text):
    end = 0
    for start, (words, value, _) in sorted(numerals(text).items()):
        assert start >= end
        assert text[start : start + len(words)] == words
        assert value.is_finite()
        end = start + len(words)


@given(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join))
def test_no_digit_is_passed_over(numerals, text):
    covered = {k for start, (words, _, _) in numerals(text).items() for k in range(start, start + len(words))}
    assert [char for k, char in enumerate(text) if char.isdecimal() and k not in covered] == []


@pytest.mark.parametrize(
    ("row", "most"),
    [
        ("111." * 20_000, 20_000),
        ("1.1." * 20_000, 40_000),
        ("123 " * 20_000 + "12", 20_001),
        ("mil " * 20_000, 20_000),
    ],
)
def test_long_rows_are_read_in_one_pass(numerals, row, most):
    assert 0 < len(numerals(row)) <= most  # quadratic work would take minutes


@pytest.mark.parametrize(
    ("form", "value"),
    [
        ("2500", "2500"),
        ("2,500", "2500"),
        ("2,50", "2.50"),
        ("94.2", "94.2"),
        ("1.234.567", "1234567"),
        ("0,123", "0.123"),
    ],
)
def test_digits_as_written_in_mexico(form, value):
    assert digits_value(form) == Decimal(value)


@pytest.mark.parametrize(
    ("low", "high", "value"), [(1, 3, "0.333333"), (2, 3, "0.666667"), (3, 4, "0.75"), (10, 5, "2"), (1, 0, "0")]
)
def test_quotient(low, high, value):
    assert str(quotient(Decimal(low), Decimal(high))) == value


@pytest.mark.parametrize(
    ("text", "value"), [("(.05%)", "0.05"), ("de .5 puntos", "0.5"), ("fin.5", "5"), ("el 1.5", "1.5")]
)
def test_decimals_may_lack_their_zero(numerals, text, value):
    assert [found for _, found in read(numerals, text)] == [value]
