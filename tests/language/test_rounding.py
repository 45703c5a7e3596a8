"""How finely a number is written."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imss_facts.language.rounding import written_step


@pytest.mark.parametrize(
    ("quantity", "value", "step"),
    [
        ("22.6 millones", "22600000", "100000"),
        ("22,643,638", "22643638", "1"),
        ("22 millones 643 mil 638", "22643638", "1"),
        ("22 millones 643 mil", "22643000", "1000"),
        ("mil 822", "1822", "1"),
        ("66 millones 128 \nmil 905", "66128905", "1"),
        ("7 millones y medio", "7500000", "100000"),
        ("1,5 millones", "1500000", "100000"),
        ("6.09 mmdp", "6090000000", "10000000"),
        ("450 mdp", "450000000", "1000000"),
        ("411 mil mdp", "411000000000", "1000000000"),
        ("2 billones 50 mil millones de pesos", "2050000000000", "1000000000"),
        ("54 por ciento", "54", "1"),
        ("94.2%", "94.2", "0.1"),
        ("18.50 pesos", "18.5", "0.01"),
        ("veintiún mil", "21000", "1000"),
        ("mil ciento doce", "1112", "1"),
        ("CINCO MILLONES", "5000000", "1000000"),
        ("120", "120", "1"),
        ("cero", "0", "1"),
        ("tres cuartas partes", "0.75", "0.01"),
    ],
)
def test_the_last_place_written(quantity, value, step):
    assert written_step(quantity, Decimal(value)) == Decimal(step)


@given(st.text(max_size=30), st.decimals(-(10**18), 10**18, places=6))
def test_any_text_has_a_step_that_the_value_is_a_multiple_of(quantity, value):
    step = written_step(quantity, value)
    assert step > 0
    assert value % step == 0
