"""All patterns of a run: the built-in files, with a user's folders laid over them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, cast

from pydantic import ValidationError

from imss_facts.errors import PatternError, PatternProblem
from imss_facts.rules.schema import SUBJECTS, MeasurePattern, Pattern, PatternFile
from imss_facts.rules.yaml_source import YamlSource

T = TypeVar("T")


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
        self._made: dict[Any, Any] = {}
        for entry in entries:
            self.entries[entry.pattern.id] = entry

    def __getstate__(self) -> dict[str, Any]:
        return {"entries": self.entries, "_made": {}}

    def shared(self, make: Callable[["Library"], T]) -> T:
        """What ``make`` makes of these patterns, made once for all components that ask."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast("T", self._made[make])

    def of(self, subject: str) -> Iterator[Any]:
        """The patterns of one subject."""
        return (entry.pattern for entry in self.entries.values() if entry.subject == subject)

    def dump(self, subjects: Sequence[str]) -> list[dict[str, Any]]:
        """Patterns of some subjects as plain data, for saving with a pipeline; ``restore`` reads it."""
        return [
            {"subject": e.subject, "pattern": e.pattern.model_dump(mode="json", by_alias=True, exclude_defaults=True)}
            for e in self.entries.values()
            if e.subject in subjects
        ]


def restore(dumped: Iterable[dict[str, Any]]) -> Library:
    """A library from what ``Library.dump`` gave."""
    return Library(
        Entry(item["subject"], SUBJECTS[item["subject"]].read(item["pattern"]), "saved", 1, 1) for item in dumped
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
    subjects: dict[str, str] = {}
    for folder in (builtin_folder(), *folders):
        found, wrong = load_folder(folder, built_in=folder == builtin_folder())
        problems.extend(wrong)
        entries.extend(found)
        for entry in found:
            replaced = subjects.get(entry.pattern.id, entry.subject)
            if replaced != entry.subject:
                problems.append(entry.problem(f"would replace a pattern of the subject «{replaced}»"))
        subjects.update((entry.pattern.id, entry.subject) for entry in found)
    if problems:
        raise PatternError(problems)
    return Library(entries)


_LOADED: dict[tuple[object, ...], Library] = {}


def library_of(folders: Iterable[Path]) -> Library:
    """The same, loaded once as long as the folders' files stay as they are."""
    paths = list(folders)
    key = tuple(map(_stamp, paths))
    if key not in _LOADED:
        _LOADED[key] = load_library(*paths)
    return _LOADED[key]


def _stamp(folder: Path) -> tuple[object, ...]:
    """What tells one state of a folder of patterns from another."""
    states = ((str(file), file.stat()) for file in sorted(folder.rglob("*.y*ml")) if file.is_file())
    return (str(folder), *((name, state.st_mtime_ns, state.st_size) for name, state in states))


def load_folder(folder: Path, *, built_in: bool = False) -> tuple[list[Entry], list[PatternProblem]]:
    """The patterns of every ``.yaml`` file below a folder but hidden ones, and the problems met."""
    paths = sorted(p for p in folder.rglob("*") if p.suffix in (".yaml", ".yml") and p.is_file())
    paths = [p for p in paths if not any(part.startswith(".") for part in p.relative_to(folder).parts)]
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
    if source.data is None:
        why = "is empty; a pattern file has the keys version, language, subject and patterns"
        return [], [PatternProblem(name, 1, 1, "file", why)]
    try:
        header = PatternFile.read(source.data)
    except ValidationError as error:
        return [], list(_problems(source, error, (), "file"))
    model = SUBJECTS.get(header.subject)
    if model is None:
        known = ", ".join(sorted(SUBJECTS))
        return [], [PatternProblem(name, *source.position(("subject",)), "file", f"no such subject; known: {known}")]
    shared = {"category": header.category} if header.category else {}
    if shared and model is not MeasurePattern:
        why = "only a file of measures has a category for all"
        return [], [PatternProblem(name, *source.position(("category",)), "file", why)]
    entries: list[Entry] = []
    problems: list[PatternProblem] = []
    for index, item in enumerate(header.patterns):
        location = ("patterns", index)
        try:
            pattern = model.read({**shared, **item} if isinstance(item, dict) else item)
        except ValidationError as error:
            known_as = item.get("id") if isinstance(item, dict) else None
            problems.extend(_problems(source, error, location, str(known_as or f"pattern {index + 1}")))
            continue
        entries.append(Entry(header.subject, pattern, name, *source.position(location)))
    return entries, problems


def _problems(
    source: YamlSource, error: ValidationError, base: tuple[Any, ...], pattern: str
) -> Iterator[PatternProblem]:
    for detail in error.errors(include_url=False):
        location = tuple(part for part in detail["loc"] if part != "[key]")
        where = ".".join(map(str, location))
        message = _MESSAGES.get(detail["type"]) or detail["msg"].removeprefix("Value error, ")
        place = source.position((*base, *location))
        yield PatternProblem(source.name, *place, pattern, f"{where}: {message}" if where else message)


_MESSAGES = {
    "extra_forbidden": "unknown key",
    "model_type": "Input should be a mapping of keys to values",
    "dict_type": "Input should be a mapping of keys to values",
}
