"""``imss-facts show``."""

TEXT = "[b]Título[/b]\n\nHay 1,500 camas en 2021.\nHoy hay más.\n\nFin de 3 líneas."


def test_figures_stand_below_their_paragraph(call):
    outcome = call("show", "-", input=TEXT)
    assert (outcome.code, outcome.err) == (0, "")
    title, beds, end = outcome.out.rstrip("\n").split("\n\n")
    assert title == "[b]Título[/b]"
    assert beds.startswith("Hay 1,500 camas en 2021.\nHoy hay más.\n    1,500 = 1,500 of camas [hospital_beds]")
    assert beds.splitlines()[-1] == "    2021 = 2021"
    assert end.startswith("Fin de 3 líneas.\n    3 = 3 of líneas [other]")


def test_a_pipe_gets_no_escapes_and_whole_lines(run):
    line = "Hay 7 camas " + "y nada más " * 50
    outcome = run("show", "-", input=line, env={"COLUMNS": "40"})
    assert outcome.out.splitlines()[0] == line
    assert "\x1b" not in outcome.out


def test_colours_can_be_forced(run):
    assert "\x1b[" in run("show", "-", input=TEXT, env={"FORCE_COLOR": "1", "TERM": "xterm"}).out


def test_the_rest_of_a_batch_is_shown(call, folder):
    (folder / "a.txt").write_text("")
    (folder / "b.txt").write_text("Hay 7 camas.")
    outcome = call("show", ".")
    assert outcome.code == 3
    assert outcome.out.startswith("Hay 7 camas.\n")
    assert outcome.err == "imss-facts: a.txt: is empty; nothing to extract\n"
