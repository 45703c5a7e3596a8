"""Dates that lean on others, and intervals between dates of unlike precision."""

import pytest
from told import told


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Entre 2019 y julio de 2024 se abrió.", "2019/2024-07"),
        ("ENTRE 2019 Y EL 3 DE JULIO DE 2024", "2019/2024-07-03"),
        ("Entre julio de 2019 y 2024 se abrió.", "2019-07/2024"),
        ("Desde el 16 de octubre hasta la segunda semana de enero.", "XXXX-10-16/XXXX-01"),
        ("De marzo de 2023 a la última quincena de mayo de 2023.", "2023-03/2023-05"),
    ],
)
def test_an_interval_may_join_dates_of_unlike_precision(extractor, text, period):
    assert told(extractor, text, "kind", "period") == [("date", period)]


@pytest.mark.parametrize("text", ["Entre 2019 y enero hubo pausa.", "En marzo y la segunda semana de abril."])
def test_dates_that_only_stand_together_are_no_interval(extractor, text):
    assert len(told(extractor, text, "period")) == 2


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("Inicia el 1 de agosto y concluye el próximo 7.", ["XXXX-08-01", "XXXX-08-07"]),
        ("Inició el 28 de diciembre de 2020 y concluye el próximo 7.", ["2020-12-28", "2021-01-07"]),
        ("CONCLUYE EL PROXIMO 15", ["2020-11-15"]),
        ("Concluyó el pasado 30.", ["2020-09-30"]),
    ],
)
def test_a_day_alone_takes_its_month_from_the_date_before_or_from_today(extractor, text, periods):
    assert told(extractor, text, "period", date=None if "agosto" in text else "2020-10-24") == periods


@pytest.mark.parametrize("text", ["Es el próximo 4 hospital.", "Los próximos 7 pasos.", "El pasado 7 por ciento."])
def test_what_is_counted_is_no_day(extractor, text):
    assert "date" not in told(extractor, text, "kind")
