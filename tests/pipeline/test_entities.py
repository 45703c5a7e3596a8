"""What figures are of, construction by construction."""

import json

import pytest

from imss_facts.model.bulletin import Bulletin
from imss_facts.operations.extract import Extractor


@pytest.fixture(scope="module")
def read():
    """The first fact of a text with a given quantity."""
    extractor = Extractor()

    def _read(text, quantity):
        facts = map(json.loads, extractor(Bulletin("text", text)).facts)
        return next(fact for fact in facts if fact["quantity"] == quantity)

    return _read


SHARES = [
    ("El 54 por ciento de los 24 mil derechohabientes acudió.", "54 por ciento", "derechohabientes"),
    ("Acudió 54% de un total de 24 mil pensionadas.", "54%", "pensionadas"),
    ("EL 12 POR CIENTO DE LAS MÁS DE 300 ENFERMERAS.", "12 POR CIENTO", "ENFERMERAS"),
    ("Casi 60% de esos 300 pacientes sanó.", "60%", "pacientes"),
    ("El 54 por ciento de las y los derechohabientes acudió.", "54 por ciento", "derechohabientes"),
    ("El 54 por ciento de los/las pensionados acudió.", "54 por ciento", "pensionados"),
    ("De las 200 camas, el 5 por ciento es nuevo.", "5 por ciento", "camas"),
    ("De los más de 628 mil empleos, el 87.3% son permanentes.", "87.3%", "empleos"),
    ("Hay 30 niños. Sólo 15 por ciento de ellos estudia.", "15 por ciento", "niños"),
    ("Hay 30 enfermeras en 12 centros. El 15% de éstas es de base.", "15%", "enfermeras"),
    (
        "Los niños y niñas en lista crecen y diez por ciento de ellos espera.",
        "diez por ciento",
        "niños y niñas en lista",
    ),
    ("Hay 30 niños. La mitad de ellos (51.0%) estudia.", "51.0%", "niños"),
    ("El 86% de los empleos son permanentes y el 14% son eventuales.", "14%", "empleos"),
    ("Cerca de 65% de las pensiones es por vejez; 15% por invalidez.", "15%", "pensiones"),
    ("El 60 por ciento de la población cotiza, contra 44 por ciento en el campo.", "44 por ciento", "población"),
    ("Da recetas resurtibles, válidas por tres meses.", "tres meses", "recetas resurtibles"),
    ("Se abrieron 40 camas de cuidados, es decir el 12.7%.", "12.7%", "camas de cuidados"),
]


@pytest.mark.parametrize(("text", "quantity", "entity"), SHARES)
def test_a_share_is_of_the_base_that_the_sentence_names(read, text, quantity, entity):
    assert read(text, quantity)["entity"] == entity


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("La tasa creció 3.7%\n\nDe los 628 mil empleos se sabe poco.", "3.7%"),
        ("El 60% de las camas se ocupó. Subió 4 por ciento.", "4 por ciento"),
        ("Pagó una reserva, constituidas por el 40 por ciento.", "40 por ciento"),
    ],
)
def test_a_share_takes_no_base_of_another_sentence_or_participle(read, text, quantity):
    assert read(text, quantity)["entity"] not in ("empleos", "camas", "constituidas")


COORDINATIONS = [
    ("Opera 87 guarderías públicas y privadas.", "87", "guarderías públicas y privadas", "daycare_centres"),
    ("Tiene 20 médicos generales y especialistas.", "20", "médicos generales y especialistas", "physicians"),
    ("Tiene 20 médicas especialistas y generales.", "20", "médicas especialistas y generales", "physicians"),
    ("Hay 9 clínicas rurales, urbanas y móviles.", "9", "clínicas rurales, urbanas y móviles", "clinics"),
    ("Hay 9 CLÍNICAS ESCOLARES Y MUNICIPALES.", "9", "CLÍNICAS ESCOLARES Y MUNICIPALES", "clinics"),
    ("Hay 35 clínicas y hospitales de Jalisco.", "35", "clínicas y hospitales de Jalisco", None),
    ("Contrató a 300 médicos y enfermeras.", "300", "médicos y enfermeras", None),
    ("Acudieron 300 hombres o mujeres.", "300", "hombres o mujeres", None),
    ("Hizo mil trasplantes de órganos y tejidos.", "mil", "trasplantes de órganos y tejidos", "transplants"),
]


@pytest.mark.parametrize(("text", "quantity", "entity", "measure"), COORDINATIONS)
def test_what_is_coordinated_under_one_number_is_one_entity(read, text, quantity, entity, measure):
    fact = read(text, quantity)
    assert (fact["entity"], fact["measure"]) == (entity, measure)


@pytest.mark.parametrize(
    ("text", "quantity", "entity"),
    [
        ("Atendió a 300 pacientes y enfermeras dieron pláticas.", "300", "pacientes"),
        ("Vio a 300 pacientes y familiares recibieron apoyo.", "300", "pacientes"),
        ("Dio 40 camas y 20 ventiladores.", "40", "camas"),
        ("Usó 31 camionetas refrigeradas y aeronaves.", "31", "camionetas refrigeradas"),
        ("Usó 12 quirófanos y el hospital.", "12", "quirófanos"),
        ("Abrió 12 salas de cirugía y quirófanos.", "12", "salas de cirugía"),
    ],
)
def test_a_coordination_ends_where_the_number_counts_no_longer(read, text, quantity, entity):
    assert read(text, quantity)["entity"] == entity


LEFT_OUT = [
    ("Hay 628 mil empleos. De ellos, 79 mil fueron eventuales.", "79 mil", "empleos", "jobs"),
    ("De los 628 mil empleos se habló. Otros 79 mil son eventuales.", "79 mil", "empleos", "jobs"),
    ("La torre pasó de 30 a cerca de 50 camas.", "30", "camas", "hospital_beds"),
    ("Hay 90 camas; 20 son habilitadas.", "20", "camas", "hospital_beds"),
    ("De los 900 pacientes que esperan sólo la mitad es atendida.", "mitad", "pacientes", "patients"),
    ("De las más de 900 camas que hay, 20 son nuevas.", "20", "camas", "hospital_beds"),
    ("Hay 40 trabajadores; 20 son médicos.", "20", "médicos", "physicians"),
    ("Acudieron 165 mil personas a Oaxtepec, 30 mil Jerez y 24 mil Malinalco.", "24 mil", "personas", None),
    ("ACUDIERON 165 MIL PERSONAS A OAXTEPEC; 40 MIL LA QUEMADA.", "40 MIL", "PERSONAS", None),
    ("Hay 10 consultorios de medicina familiar y cinco de especialidad.", "cinco", "consultorios", "consulting_rooms"),
    ("Dio 90 consultas de medicina familiar y 12 de especialidades.", "12", "consultas", "specialty_consultations"),
    ("Tiene 20 sillones de quimioterapia, 12 para diálisis, 30 de hemodiálisis.", "30", "sillones", None),
    ("Tiene 20 sillones de quimioterapia, 12 para diálisis, 30 de hemodiálisis.", "12", "sillones", None),
    ("Opera 20 unidades de medicina familiar, tres de Jerez.", "tres", "unidades de medicina familiar", "umf"),
]


@pytest.mark.parametrize(("text", "quantity", "entity", "measure"), LEFT_OUT)
def test_a_noun_left_out_is_the_one_counted_before_not_what_is_said_of_it(read, text, quantity, entity, measure):
    fact = read(text, quantity)
    assert (fact["entity"], fact["measure"]) == (entity, measure)


AGES = [
    ("Atiende a personas mayores de 60 años de distintas unidades.", "60 años", "personas"),
    ("Vacuna a adultos mayores de 65 años.", "65 años", "adultos mayores"),
    ("LAS PACIENTES MENORES DE CINCO AÑOS Y MAYORES DE 60.", "60", "PACIENTES"),
    ("Son niñas y niños de seis meses hasta los cinco años.", "seis meses", "niñas y niños"),
    ("Son niñas y niños de seis meses hasta los cinco años.", "cinco años", "niñas y niños"),
    ("Son trabajadoras con edad promedio de 49 años.", "49 años", "trabajadoras"),
    ("Son pensionados con 55 años de edad promedio.", "55 años", "pensionados"),
    ("Va dirigida a mujeres a partir de los 20 años.", "20 años", "mujeres"),
    ("Las mujeres en edad de 40 a 59 años acuden.", "de 40 a 59 años", "mujeres"),
]


@pytest.mark.parametrize(("text", "quantity", "entity"), AGES)
def test_an_age_is_of_the_people_who_have_it(read, text, quantity, entity):
    assert read(text, quantity)["entity"] == entity


@pytest.mark.parametrize(
    ("text", "quantity", "entity"),
    [
        ("Premió a médicos con 30 años de servicio.", "30 años", "servicio"),
        ("Las personas operadas tenían más de seis meses en la lista.", "seis meses", None),
        ("Inscribió a su hijo en la guardería hace siete años.", "siete años", None),
        ("Es para mayores de 60 años.", "60 años", None),
    ],
)
def test_other_spans_of_time_are_no_ages(read, text, quantity, entity):
    assert read(text, quantity)["entity"] == entity


@pytest.mark.parametrize(
    ("text", "quantity", "entity"),
    [
        ("El estado de Puebla cerró con 2.8% de crecimiento en empleos.", "2.8%", "empleos"),
        ("El instituto logró 5 por ciento de reducción de quejas.", "5 por ciento", "quejas"),
        ("El bono pasó de 350 pesos a 480 pesos.", "480 pesos", "bono"),
        ("El tiempo bajó en 37%, pues la espera pasó de 144 a 90 minutos.", "144", "espera"),
        ("Hizo siete procedimientos en la UMAE; dos en la UMAE de Jerez.", "dos", "procedimientos"),
    ],
)
def test_what_grew_and_not_who_has_it_or_another_unit(read, text, quantity, entity):
    assert read(text, quantity)["entity"] == entity


SUBJECTS = [
    (
        "El salario base de cotización promedio de los puestos de los empleos afiliados al IMSS alcanzó 486.6 pesos.",
        "486.6 pesos",
        "salario base de cotización promedio",
    ),
    (
        "Con respecto al salario base, el IMSS señaló que en mayo se situó en 483.6 pesos.",
        "483.6 pesos",
        "salario base",
    ),
    ("EN CUANTO A LA CUOTA, INFORMÓ QUE ES DE 300 PESOS.", "300 PESOS", "CUOTA"),
    ("Respecto de la matrícula, el aumento fue de 3%.", "3%", "matrícula"),
    ("Bajó la mortalidad en sus hospitales, la cual pasó de 26 a 8 por ciento.", "26", "mortalidad"),
    ("Revisó los convenios de la zona, los cuales sumaron 20 mdp.", "20 mdp", "convenios de la zona"),
    ("El presupuesto del Instituto (IMSS) para la subrogación bajó 20%.", "20%", "presupuesto"),
    ("La proporción de recaudación como parte del PIB pasó a 1.5%.", "1.5%", "proporción de recaudación"),
    ("La media en el pago de las pensiones fue de 5 mil pesos.", "5 mil pesos", "pago de las pensiones"),
    ("Obtuvo ingresos superiores en 20 millones de pesos.", "20 millones de pesos", "ingresos"),
    ("Invirtió 20 millones de pesos en la atención de pacientes.", "20 millones de pesos", "atención de pacientes"),
    ("Las cirugías tuvieron un alza de 80 por ciento.", "80 por ciento", "cirugías"),
    ("El precio bajó 23% nominal (29% en términos reales).", "29%", "precio"),
    ("Es la mayor letalidad en mayores de 45 años, con 27 por ciento.", "27 por ciento", "letalidad"),
    ("Colima tiene la mayor ocupación del país, con 80 por ciento.", "80 por ciento", "ocupación"),
    ("Un ingreso promedio de 383 pesos para ellas y 474 pesos para ellos.", "474 pesos", "ingreso promedio"),
    ("Paga una cuota mensual de 300 pesos para adultos.", "300 pesos", "cuota mensual"),
]


@pytest.mark.parametrize(("text", "quantity", "entity"), SUBJECTS)
def test_the_subject_is_found_however_far_or_fronted(read, text, quantity, entity):
    assert (read(text, quantity)["entity"] or "").startswith(entity)


@pytest.mark.parametrize(
    ("text", "quantity", "entity"),
    [
        ("En cuanto al crédito, la tasa quedó en 22 por ciento.", "22 por ciento", "tasa"),
        ("En lo que toca al gasto, dijo que los servicios absorbieron 20 mdp.", "20 mdp", "servicios"),
        ("Invirtió 20 mdp en el hospital.", "20 mdp", None),
        ("Una inversión de 20 mdp para equipo médico.", "20 mdp", "equipo médico"),
    ],
)
def test_a_topic_or_a_rate_takes_nothing_from_a_nearer_noun(read, text, quantity, entity):
    assert read(text, quantity)["entity"] == entity


RATES = [
    ("Tiene 1.4 médicos por cada mil pacientes.", "1.4", "médicos", "other"),
    ("Reportan una media de 3.2 enfermeras.", "3.2", "enfermeras", "other"),
    ("Hay 2 CAMAS POR CADA 10 MIL HABITANTES.", "2", "CAMAS", "other"),
    ("Tiene 1.4 médicos por cada mil pacientes, y otros países tienen 1.9.", "1.9", "médicos", "other"),
    ("Da 2.9 intervenciones diarias.", "2.9", "intervenciones", "services"),
    ("Dio 3 camas por cada hospital.", "3", "camas", "beds"),
    ("Tiene 1.4 millones de médicos.", "1.4 millones", "médicos", "staff"),
]


@pytest.mark.parametrize(("text", "quantity", "entity", "category"), RATES)
def test_a_rate_counts_nobody(read, text, quantity, entity, category):
    fact = read(text, quantity)
    assert (fact["entity"], fact["category"]) == (entity, category)


@pytest.mark.parametrize(
    ("text", "quantity", "measure"),
    [
        ("Se incorporaron 300 personas al programa.", "300", None),
        ("Se incorporaron 300 trabajadores a la plantilla.", "300", "institute_workers"),
        ("Renovó sus ambulancias con la entrega de 40 nuevas unidades.", "40", "ambulances"),
        ("Renovó su flotilla de ambulancias con 40 unidades.", "40", "ambulances"),
        ("Abrió 40 unidades.", "40", "medical_units"),
        ("Llegaron 40 ambulancias.\n\nIrán a las siguientes unidades médicas:\n\n- UMF No. 2 (4).", "4", "ambulances"),
        ("Llegaron 40 ambulancias.\n\nConsultorios nuevos:\n\n- UMF No. 2 (4).", "4", "consulting_rooms"),
    ],
)
def test_what_is_counted_is_told_by_the_words_around(read, text, quantity, measure):
    assert read(text, quantity)["measure"] == measure


@pytest.mark.parametrize(
    ("text", "quantity", "modifier"),
    [
        ("Va a niños de seis meses hasta los cinco años.", "cinco años", "exact"),
        ("Va a niños desde los seis meses hasta cinco años.", "cinco años", "exact"),
        ("Atiende a niños hasta los cinco años.", "cinco años", "at_most"),
    ],
)
def test_the_end_of_a_span_is_no_limit(read, text, quantity, modifier):
    assert read(text, quantity)["modifier"] == modifier


NEGATED = [
    ("Hubo 300 recetas no surtidas.", "300", "recetas no surtidas"),
    ("SE REPORTAN 300 RECETAS NO SURTIDAS EN ABRIL", "300", "RECETAS NO SURTIDAS"),
    ("Recibió 40 quejas de recetas no surtidas.", "40", "quejas de recetas no surtidas"),
    ("Tiene veinte camas no censables.", "veinte", "camas no censables"),
    ("Tiene 216 camas no censables y 20 censables.", "20", "camas"),
    ("Tiene 216 camas censables y 20 no censables.", "20", "camas"),
    ("Es 5 por ciento de la población no afiliada.", "5 por ciento", "población no afiliada"),
    ("Hay 20 hospitales no todos abiertos.", "20", "hospitales"),
    ("Hay 20 hospitales, no clínicas.", "20", "hospitales"),
]


@pytest.mark.parametrize(("text", "quantity", "entity"), NEGATED)
def test_a_negated_adjective_stays_with_its_no(read, text, quantity, entity):
    assert read(text, quantity)["entity"] == entity


OTHER_COMPLEMENTS = [
    ("Cerraron 635 centros médicos de la Secretaría de Salud; 122 del ISSSTE y 64 del IMSS.", "122", "centros médicos"),
    ("Cerraron 635 centros médicos de la Secretaría de Salud; 122 del ISSSTE y 64 del IMSS.", "64", "centros médicos"),
    ("CERRARON 30 CLÍNICAS DE LA SECRETARÍA, DOCE DE LA MARINA", "DOCE", "CLÍNICAS"),
    ("Compró 834 claves de medicamentos, 521 de Material de Curación.", "521", "claves"),
    ("Compró 834 claves de medicamentos y 26 correspondientes a vacunas.", "26", "claves"),
    ("Compró 834 claves de medicamentos y 26 relativas al laboratorio.", "26", "claves"),
    ("Hay 12 médicos de base, 5 de los cuales son nuevos.", "5", "médicos de base"),
    ("Hay 80 clínicas de Puebla, 20 de ellas nuevas.", "20", "clínicas de Puebla"),
]


@pytest.mark.parametrize(("text", "quantity", "entity"), OTHER_COMPLEMENTS)
def test_a_figure_with_a_complement_of_its_own_takes_the_head_alone(read, text, quantity, entity):
    assert read(text, quantity)["entity"] == entity


SAID_OF = [
    ("De los pacientes, 595 fueron dados de alta y 206 siguen graves.", "206", "pacientes"),
    ("De los pacientes, 595 han sido dados de alta; otros 206 siguen graves.", "206", "pacientes"),
    ("De las clínicas, veinte fueron reabiertas y tres siguen cerradas.", "tres", "clínicas"),
    ("El hospital se suma a los cuatro inaugurados en abril.", "cuatro", "hospital"),
    ("ESTA NUEVA CLÍNICA SE SUMA A LAS 4 CONSTRUIDAS", "4", "CLÍNICA"),
    ("La clínica, junto al hospital, se suma a las cuatro construidas.", "cuatro", "clínica"),
    ("Hubo 595 dados de alta.", "595", "dados de alta"),
    ("La empresa pagó a los 12 despedidos.", "12", "despedidos"),
    ("La cifra fue 8.1 superiores a las de 2006.", "8.1", None),
]


@pytest.mark.parametrize(("text", "quantity", "entity"), SAID_OF)
def test_a_participle_is_said_of_the_noun_before_it(read, text, quantity, entity):
    assert read(text, quantity)["entity"] == entity


POINTED = [
    (
        "Dio 66 millones de condones a 15 millones de personas, de los cuales 2 millones son nuevos.",
        "2 millones",
        "condones",
    ),
    (
        "Dio 66 millones de condones a 15 millones de personas, de las cuales 2 millones cotizan.",
        "2 millones",
        "personas",
    ),
    ("ATENDIÓ A 20 NIÑOS EN 12 CLÍNICAS, DE LAS QUE DOS CERRARON", "DOS", "CLÍNICAS"),
    ("Atendió a 20 niños en 12 clínicas, de los que dos siguen graves.", "dos", "niños"),
    ("Dio 50 mil consultas a 20 mil derechohabientes; de ellas 300 fueron dentales.", "300", "consultas"),
    ("Tiene 13 hospitales con 40 médicos, de los cuales dos abrieron.", "dos", "hospitales"),
    ("Dio 8 cajas de vacunas y jeringas, de las cuales 2 se abrieron.", "2", "cajas de vacunas"),
    ("Hizo 8 procesos de compra de sueros y vacunas, de los cuales dos siguen.", "dos", "procesos de compra de sueros"),
    (
        "Hizo 8 trámites de compra de vacunas, de los cuales dos son locales y 3 internacionales.",
        "3",
        "trámites de compra de vacunas",
    ),
]


@pytest.mark.parametrize(("text", "quantity", "entity"), POINTED)
def test_a_pronoun_goes_back_to_what_was_counted_in_its_gender(read, text, quantity, entity):
    assert read(text, quantity)["entity"] == entity


AMOUNTS = [
    ("Hizo una inversión de 3 mdp para las obras.", "3 mdp", "inversión"),
    ("HIZO UNA INVERSIÓN DE 3 MDP EN EQUIPO", "3 MDP", "INVERSIÓN"),
    ("Anunció un gasto de más de 844 millones de pesos para la compra de camas.", "844 millones de pesos", "gasto"),
    ("Pagó 3 mdp para equipo.", "3 mdp", "equipo"),
    ("La inversión supera los 670 millones de pesos.", "670 millones de pesos", "inversión"),
    ("Tuvo un presupuesto que rebasa un billón de pesos.", "un billón de pesos", "presupuesto"),
    ("Los gastos no superarán los 20 mdp.", "20 mdp", "gastos"),
    ("Hubo ahorros acumulados de 10 mil mdp.", "10 mil mdp", "ahorros acumulados"),
    ("El hospital, cuyo costo es de mil mdp, abrirá.", "mil mdp", "costo"),
    ("La clínica, cuya inversión asciende a 20 mdp, abrirá.", "20 mdp", "inversión"),
    ("Retira 11 por ciento de todos los recursos.", "11 por ciento", "recursos"),
    ("Se redujo en 3 mil millones de pesos la inversión.", "3 mil millones de pesos", "inversión"),
    ("Aumentó en 20 mdp el presupuesto.", "20 mdp", "presupuesto"),
    ("Aumentó en 20 mdp el año pasado.", "20 mdp", None),
]


@pytest.mark.parametrize(("text", "quantity", "entity"), AMOUNTS)
def test_money_is_of_the_amount_that_is_named(read, text, quantity, entity):
    assert read(text, quantity)["entity"] == entity


AGED = [
    ("Vio a jóvenes entre los 10 y 19 años.", "entre los 10 y 19 años", "jóvenes"),
    ("Vio a niñas y niños entre 3 y 9 años.", "entre 3 y 9 años", "niñas y niños"),
    ("VIO A NIÑOS ENTRE LOS TRES Y LOS NUEVE MESES", "ENTRE LOS TRES Y LOS NUEVE MESES", "NIÑOS"),
    ("En el caso de las jóvenes de 10 a 14 años bajó.", "de 10 a 14 años", "jóvenes"),
    ("La obra durará entre 3 y 9 años.", "entre 3 y 9 años", "obra"),
    ("Hubo embarazos entre 10 y 19 años después.", "entre 10 y 19 años", None),
]


@pytest.mark.parametrize(("text", "quantity", "entity"), AGED)
def test_an_age_between_two_is_of_the_people_before_it(read, text, quantity, entity):
    assert read(text, quantity)["entity"] == entity


@pytest.mark.parametrize(
    ("text", "quantity", "entity"),
    [
        ("Los trabajadores retiraron 300 millones de pesos.", "300 millones de pesos", None),
        ("LAS ENFERMERAS RECIBIERON 300 PESOS", "300 PESOS", None),
        ("Las cuotas sumaron 300 millones de pesos.", "300 millones de pesos", "cuotas"),
        ("Los trabajadores crecieron 3 por ciento.", "3 por ciento", "trabajadores"),
    ],
)
def test_money_is_never_of_who_acts_with_it(read, text, quantity, entity):
    assert read(text, quantity)["entity"] == entity


def test_a_relative_clause_cuts_no_coordination(read):
    fact = read("Vio a 756 derechohabientes y personas sin seguridad social que llegaron.", "756")
    assert fact["entity"] == "derechohabientes y personas sin seguridad social"


@pytest.mark.parametrize(
    ("text", "quantity", "change"),
    [
        ("Hubo un recorte en el gasto: 2% en bienes; 4% en servicios, y 6% en obra.", "2%", "decrease"),
        ("Hubo un recorte en el gasto: 2% en bienes; 4% en servicios, y 6% en obra.", "6%", "decrease"),
        ("HUBO UN ALZA EN EL GASTO: 2% EN BIENES Y 4% EN SERVICIOS", "4%", "increase"),
        ("El gasto se repartió: 2% en bienes; 4% en servicios.", "4%", None),
        ("Se invirtieron 3 mdp menos (5%) que en abril.", "5%", "decrease"),
        ("Se compraron 3 camas. Se gastaron 3 mdp más (5%).", "5%", "increase"),
        ("Se invirtieron 3 mdp (5%) en abril.", "5%", None),
    ],
)
def test_a_rise_holds_for_its_list_and_its_brackets(read, text, quantity, change):
    assert read(text, quantity)["change"] == change
