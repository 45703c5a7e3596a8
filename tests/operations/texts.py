"""Texts for the tests of operations: random ones, and the number words that an account must cover."""

import re
import unicodedata

from hypothesis import strategies as st
from num2words import num2words

from imss_facts.errors import InputError
from imss_facts.model.bulletin import Bulletin
from imss_facts.readers.formats.plain import decode

_NUMBERS = """
    0 00 7 20 36 100 1,500 2,500,000 1.5 94.2 1,5 1.500.000 12.345,67 3/4 ½ 24/7 2-30-100 10-15 2019-2020
    31/12/2021 2020-07-15 15:30 1' 1'250,000 5.º 13ª 2a. 3er 4to XXV CIV III siglo i Nº9 №7 m² ٣٤ १२ ２０ x2 2x
    COVID-19 H1N1 T-MEC4 55-1234-5678 $20 $1,234.50 US$3 MX$4 €5 20% 3.5% −0.3% +7 #8 (9) [10] «11» 1e5 0x1F
    1.2.3 1,2,3 1..2 1, ,1 .5 5.
""".split()
_WORDS = """
    cero un una uno dos tres cuatro siete diez once quince veinte veintiún veintidós treinta cuarenta cien ciento
    doscientas quinientos mil millón millones billón billones medio media mitad tercio cuarta cuartas partes docena
    cientos miles decenas primero primera segundo tercer cuarto quinto décimo vigésima doble triple ambos par por
    ciento mil punto coma y e o u ni a al de del la las los el en entre hasta desde más menos que casi cerca alrededor
    unos cada para con sin su sus este esta pasado próximo último año años mes meses día días hora horas semana siglo
    enero febrero marzo mayo junio julio agosto septiembre octubre diciembre lunes trimestre semestre bimestre
    pesos dólares euros centavos mdp mmdp mdd MXN M.N. USD m2 km litros toneladas hectáreas metros cuadrados grados
    camas hospitales médicos médicas pacientes personas derechohabientes consultas vacunas empleos puestos trabajo
    HGZ UMF No. núm. artículo fracción sección calle C.P. tel. ext. Asamblea reunión aniversario edición IMSS
    dijo Robledo destacó informó aumentó disminuyó se sumarán respecto ellos ellas mismo total cifra edad
""".split()
_MARKS = """ , . ; : % $ - – / ( ) " “ ” * ** _ · • ¿ <a> & ' º ° """.split()
_GAPS = " | | | ||, | y | de |\n|\n\n|\n· |\n- |\u00a0|\u2009|\t|  |-|/|.|\r\n".split("|")

_pieces = st.one_of(
    st.sampled_from(_NUMBERS),
    st.sampled_from(_WORDS),
    st.sampled_from(_WORDS).map(str.upper),
    st.sampled_from(_MARKS),
    st.integers(0, 10**13).map(str),
    st.integers(0, 10**13).map("{:,}".format),
    st.integers(0, 10**7).map(lambda n: num2words(n, lang="es")),
    st.integers(1, 999).map(lambda n: f"{n} mil"),
    st.integers(1, 999).map(lambda n: f"{n} millones de pesos"),
    st.decimals(0, 1000, places=1).map(str),
    st.integers(1900, 2099).map(str),
    st.text(max_size=6),
    st.text(alphabet="0123456789.,-/%$ºª'’ \n", max_size=10),
)
random_texts = st.lists(st.tuples(_pieces, st.sampled_from(_GAPS)), max_size=40).map(
    lambda pairs: "".join(piece + gap for piece, gap in pairs)
)


def _as_read(text):
    try:
        return Bulletin("random", decode(text.encode()))
    except InputError:
        return None


random_bulletins = random_texts.map(_as_read).filter(lambda bulletin: bulletin is not None)


def fold(word):
    """Lower case without accents; ñ is a letter of its own."""
    apart = unicodedata.normalize("NFD", unicodedata.normalize("NFC", word.lower()).replace("ñ", "\0"))
    return "".join(c for c in apart if not unicodedata.combining(c)).replace("\0", "ñ")


_BELOW = (*range(1000), 1000, 10**6, 2 * 10**6, 10**12, 2 * 10**12)
NUMBER_WORDS = frozenset(fold(word) for n in _BELOW for word in num2words(n, lang="es").split()) - {"y"}


def numeric_places(text):
    """The offsets of every run of digits and of every number word, found without the tool's help."""
    for match in re.finditer(r"\d+|[^\W\d_]+", text):
        if match.group()[0].isdecimal() or fold(match.group()) in NUMBER_WORDS:
            yield match.span()
