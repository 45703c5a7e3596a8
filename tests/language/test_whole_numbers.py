"""Every whole number comes back exact from every spelling, as one numeral over the whole expression."""

from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from language.spelling import SPACES, STYLES, apocopated, digit_spellings, genders, mixed, spellings, spoken

WHOLE = st.integers(0, 10**15)


@pytest.mark.parametrize("lowest", range(0, 100_000, 10_000))
def test_below_a_hundred_thousand_in_every_gender_and_by_turns_in_every_style(lowest, misread):
    written = []
    for number in range(lowest, lowest + 10_000):
        turn = number + number // 1000  # so that no style meets the same last digit only
        forms = genders(spoken(number))
        written += [(STYLES[(turn + k) % len(STYLES)](form), number) for k, form in enumerate(forms)]
        digits = list(digit_spellings(number))
        written += [(digits[0], number), (digits[1], number), (digits[2 + turn % len(SPACES)], number)]
    assert misread(written) == []


@pytest.mark.parametrize("digits", range(3, 16))
def test_any_size_in_every_gender_and_style(digits, misread):
    random = Random(digits)  # noqa: S311  reproducible, no secret
    numbers = [10 ** (digits - 1), 10**digits - 1, *(random.randrange(10**digits) for _ in range(150))]
    # round numbers and those with a one before a magnitude are where words change
    numbers += [n // 1000 * 1000 for n in numbers[:40]] + [n // 10**6 * 10**6 + 1 for n in numbers[:40]]
    numbers += [n // 10_000 * 10_000 + 1021 for n in numbers[:40]]
    written = [(words, n) for n in numbers for words in (*spellings(n), *digit_spellings(n))]
    assert misread(written) == []


@pytest.mark.parametrize("digits", range(4, 16))
def test_digits_and_words_mixed(digits, misread):
    random = Random(digits)  # noqa: S311  reproducible, no secret
    numbers = [10 ** (digits - 1), *(random.randrange(1, 10**digits) for _ in range(400))]
    numbers += [n // 1000 * 1000 + n % 10 for n in numbers[:200]] + [n // 10**6 * 10**6 for n in numbers[:200]]
    written = [(mixed(n, random), n) for n in numbers if n for _ in range(3)]
    assert misread(written) == []


@given(WHOLE, st.randoms(use_true_random=False))
def test_whatever_number_and_whatever_mixture(misread, number, random):
    expression = mixed(number, random)
    assert misread([(expression, number)]) == []


@pytest.mark.parametrize("power", range(19))
def test_powers_of_ten_up_to_a_trillion(power, misread):
    number = 10**power
    assert misread([(words, number) for words in (*spellings(number), *digit_spellings(number))]) == []


@pytest.mark.parametrize(
    ("words", "value"),
    [
        # magnitudes after digits that are grouped or have decimals
        ("1.7 millones", "1700000"),
        ("1,5 millones", "1500000"),
        ("1,250 millones", "1250000000"),
        ("1,234.56 millones", "1234560000"),
        ("2.35 mil millones", "2350000000"),
        ("1,200 mil millones", "1200000000000"),
        ("1 250 mil millones", "1250000000000"),
        ("0.5 millones", "500000"),
        ("0.25 billones", "250000000000"),
        ("35.5 mil", "35500"),
        # digits alone
        ("0,5", "0.5"),
        ("0,125", "0.125"),
        ("1,50", "1.5"),
        ("1,500", "1500"),
        ("1.500", "1.5"),
        ("94.20", "94.2"),
        ("1'250,000", "1250000"),
        ("1.250.000", "1250000"),
        ("1.250.000,50", "1250000.5"),
        ("1,234,567.891", "1234567.891"),
        ("1 234 567.89", "1234567.89"),
        ("1\u00a0234\u00a0567.89", "1234567.89"),
        ("007", "7"),
        # thousands and the figures after them
        ("5 mil 004", "5004"),
        ("5 mil 4", "5004"),
        ("12 mil 345.67", "12345.67"),
        ("12 millones 345 mil 678.90", "12345678.9"),
        ("0 mil", "0"),
        ("un mil quinientos", "1500"),
        ("dos mil veinticuatro", "2024"),
        ("un millón de millones", "1000000000000"),
        ("2.5 millones de millones", "2500000000000"),
        # halves, quarters, dozens
        ("un millón y medio", "1500000"),
        ("millón y medio", "1500000"),
        ("MILLÓN\nY MEDIO", "1500000"),
        ("3 millones y medio", "3500000"),
        ("dos billones y medio", "2500000000000"),
        ("dos y medio millones", "2500000"),
        ("uno y medio millón", "1500000"),
        ("cinco y medio mil", "5500"),
        ("medio millón", "500000"),
        ("medio billón", "500000000000"),
        ("½ millón", "500000"),
        ("2 ½ millones", "2500000"),
        ("2½", "2.5"),
        ("una docena", "12"),
        ("dos docenas", "24"),
        ("mil docenas", "12000"),
        ("media docena", "6"),
        ("docena y media", "18"),
        ("dos docenas y media", "30"),
        ("un centenar", "100"),
        ("un centenar y medio", "150"),
        ("tres millares", "3000"),
        ("medio millar", "500"),
        # a magnitude alone
        ("millón", "1000000"),
        ("docena", "12"),
        ("mil", "1000"),
        # layout noise inside
        ("22** millones", "22000000"),
        ("22\u200b millones", "22000000"),
        # the exact edge
        ("1,000,000,000,000,000,000", "1000000000000000000"),
        ("un trillón", "1000000000000000000"),
        ("999 mil billones 999 mil millones 999 mil 999", "999000999000999999"),
    ],
)
def test_expressions(words, value, misread):
    assert misread([(words, value)]) == []


@given(st.integers(0, 999_999), st.integers(0, 999), st.sampled_from([("mil", 3), ("millones", 6), ("billones", 12)]))
def test_a_decimal_point_before_a_magnitude(misread, whole, thousandths, magnitude):
    word, power = magnitude
    number = whole % 1000 if word == "mil" else whole
    value = Decimal(f"{number}.{thousandths:03}")
    if value:
        assert misread([(f"{number:,}.{thousandths:03} {word}", value.scaleb(power))]) == []


@given(st.integers(0, 999), st.integers(0, 99), st.sampled_from(["01", "02"]))
def test_one_or_two_digits_after_a_comma_are_decimals(misread, whole, decimals, width):
    written = f"{whole},{decimals:{width}}"
    assert misread([(written, written.replace(",", "."))]) == []


@given(st.integers(1, 999), st.sampled_from([("millón", "millones", 6), ("billón", "billones", 12)]), st.booleans())
def test_a_half_after_a_scale(misread, number, scale, in_words):
    singular, plural, power = scale
    count = spoken(number) if in_words else str(number)
    expression = apocopated(f"{count} {singular if number == 1 else plural} y medio")
    assert misread([(expression, (Decimal(number) + Decimal("0.5")).scaleb(power))]) == []
