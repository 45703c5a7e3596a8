"""All patterns of a run: the built-in files, with a user's folders laid over them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from imss_facts.errors import PatternError, PatternProblem
from imss_facts.rules.schema import SUBJECTS, MeasurePattern, Pattern, PatternFile
from imss_facts.rules.yaml_source import YamlSource


@dataclass(frozen=True, slots=True)
class Entry:
    """A pattern with the subject it belongs to and the place it was read from."""

    subject: str
    pattern: Pattern
    file: str
    line: int
    column: int

    def problem(self, message: str) -> PatternProblem:
        """A problem at this pattern."""
        return PatternProblem(self.file, self.line, self.column, self.pattern.id, message)


class Library:
    """Patterns by id, in file order."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Keep the entries; a later one replaces an earlier one of the same id in its place."""
        self.entries: dict[str, Entry] = {}
        for entry in entries:
            self.entries[entry.pattern.id] = entry

    def of(self, subject: str) -> Iterator[Any]:
        """The patterns of one subject."""
        return (entry.pattern for entry in self.entries.values() if entry.subject == subject)

    def dump(self, subjects: Sequence[str]) -> list[dict[str, Any]]:
        """Patterns of some subjects as plain data, for saving with a pipeline; ``restore`` reads it."""
        return [
            {"subject": e.subject, "pattern": e.pattern.model_dump(mode="json", exclude_defaults=True)}
            for e in self.entries.values()
            if e.subject in subjects
        ]


def restore(dumped: Iterable[dict[str, Any]]) -> Library:
    """A library from what ``Library.dump`` gave."""
    return Library(
        Entry(item["subject"], SUBJECTS[item["subject"]].model_validate(item["pattern"]), "saved", 1, 1)
        for item in dumped
    )


def builtin_folder() -> Path:
    """Where the built-in patterns are: inside the wheel, or the checkout's for an editable install."""
    package = Path(__file__).resolve().parent.parent
    shipped = package / "patterns"
    return shipped if shipped.is_dir() else package.parent / "patterns"


def load_library(*folders: Path) -> Library:
    """The built-in patterns with the folders' laid over them; PatternError tells every problem of the files."""
    problems: list[PatternProblem] = []
    entries: list[Entry] = []
    for folder in (builtin_folder(), *folders):
        found, wrong = load_folder(folder, built_in=folder == builtin_folder())
        entries.extend(found)
        problems.extend(wrong)
    if problems:
        raise PatternError(problems)
    return Library(entries)


def load_folder(folder: Path, *, built_in: bool = False) -> tuple[list[Entry], list[PatternProblem]]:
    """The patterns of every ``.yaml`` file below a folder, and the problems met."""
    paths = sorted(p for p in folder.rglob("*") if p.suffix in (".yaml", ".yml") and p.is_file())
    if not paths:
        why = "holds no .yaml file" if folder.is_dir() else "is no folder"
        return [], [PatternProblem(str(folder), 1, 1, "folder", why)]
    entries: list[Entry] = []
    problems: list[PatternProblem] = []
    seen: dict[str, Entry] = {}
    for path in paths:
        name = f"patterns/{path.relative_to(folder).as_posix()}" if built_in else str(path)
        found, wrong = load_file(path, name)
        problems.extend(wrong)
        for entry in found:
            twin = seen.setdefault(entry.pattern.id, entry)
            if twin is not entry:
                problems.append(entry.problem(f"the id stands already in {twin.file}:{twin.line}"))
        entries.extend(found)
    return entries, problems


def load_file(path: Path, name: str) -> tuple[list[Entry], list[PatternProblem]]:
    """The patterns of one file, and its problems with their places."""
    source = YamlSource(path, name)
    if source.problems:
        return [], source.problems
    try:
        header = PatternFile.model_validate(source.data)
    except ValidationError as error:
        return [], list(_problems(source, error, (), "file"))
    model = SUBJECTS.get(header.subject)
    if model is None:
        known = ", ".join(sorted(SUBJECTS))
        return [], [PatternProblem(name, *source.position(("subject",)), "file", f"no such subject; known: {known}")]
    entries: list[Entry] = []
    problems: list[PatternProblem] = []
    for index, item in enumerate(header.patterns):
        location = ("patterns", index)
        pattern_id = item.get("id") if isinstance(item, dict) else None
        if header.category and isinstance(item, dict) and model is MeasurePattern:
            item = {"category": header.category, **item}  # noqa: PLW2901
        try:
            pattern = model.model_validate(item)
        except ValidationError as error:
            problems.extend(_problems(source, error, location, str(pattern_id or f"pattern {index + 1}")))
            continue
        entries.append(Entry(header.subject, pattern, name, *source.position(location)))
    return entries, problems


def _problems(
    source: YamlSource, error: ValidationError, base: tuple[Any, ...], pattern: str
) -> Iterator[PatternProblem]:
    for detail in error.errors():
        location = (*base, *detail["loc"])
        where = ".".join(str(part) for part in detail["loc"])
        message = detail["msg"].removeprefix("Value error, ")
        if detail["type"] == "extra_forbidden":
            message = "unknown key"
        yield PatternProblem(
            source.name, *source.position(location), pattern, f"{where}: {message}" if where else message
        )
