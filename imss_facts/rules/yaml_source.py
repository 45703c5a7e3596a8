"""YAML with positions: plain data, and the line and column of every value.

YAML 1.1 would turn ``no``, ``on``, ``1:30`` and dates into other things; here only null, true, false and
plain decimal integers are more than text. Repeated keys, anchors, merge keys and tags are refused.
"""

import re
from collections.abc import Hashable
from pathlib import Path
from typing import Any

import yaml

from imss_facts.errors import PatternProblem

Location = tuple[Hashable, ...]
Position = tuple[int, int]

_LITERALS = {"": None, "null": None, "~": None, "true": True, "false": False}
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,30})\Z")
_REFERENCE = re.compile(r"(?:^|[\s\[{,:-])[&*]\S", re.MULTILINE)
_STANDARD_TAG = "tag:yaml.org,2002:"


class YamlSource:
    """A parsed YAML file: ``data``, ``positions`` by location, and the ``problems`` met on the way."""

    def __init__(self, path: Path, name: str) -> None:
        """Parse a file; ``name`` is how problems call it."""
        self.name = name
        self.data: Any = None
        self.positions: dict[Location, Position] = {(): (1, 1)}
        self.problems: list[PatternProblem] = []
        try:
            text = path.read_text(encoding="utf-8-sig")
            if not self._refers(text) and (node := yaml.compose(text, Loader=yaml.CSafeLoader)) is not None:
                self.data = self._value(node, ())
        except UnicodeDecodeError as error:
            self._problem((1, 1), f"is not UTF-8 ({error.reason} at byte {error.start})")
        except OSError as error:
            self._problem((1, 1), f"cannot be read ({error.strerror})")
        except yaml.MarkedYAMLError as error:
            place = _place(error.problem_mark) if error.problem_mark else (1, 1)
            context = f"{error.context}, " if str(error.problem).startswith("but") else ""
            self._problem(place, f"is not valid YAML: {context}{error.problem}")
        except yaml.reader.ReaderError as error:
            line = text.count("\n", 0, error.position) + 1
            self._problem((line, 1), f"is not valid YAML: {error.reason} (character {error.character:#x})")
        except RecursionError:
            self._problem((1, 1), "is nested too deeply")

    def _refers(self, text: str) -> bool:
        """Whether there are anchors or aliases, each a problem; they would hide what a pattern says."""
        if _REFERENCE.search(text):
            for event in yaml.parse(text, Loader=yaml.CSafeLoader):
                if getattr(event, "anchor", None):
                    self._problem(_place(event.start_mark), "anchors and aliases are not allowed")
        return bool(self.problems)

    def position(self, location: Location) -> Position:
        """Line and column of a location, or of its nearest parent that has one."""
        while location not in self.positions:
            location = location[:-1]
        return self.positions[location]

    def _problem(self, position: Position, message: str) -> None:
        self.problems.append(PatternProblem(self.name, *position, "file", message))

    def _value(self, node: yaml.Node, location: Location) -> Any:
        position = _place(node.start_mark)
        self.positions.setdefault(location, position)
        if not node.tag.startswith(_STANDARD_TAG) or "/" in node.tag:
            self._problem(position, f"tags are not allowed: {node.tag}")
        if isinstance(node, yaml.ScalarNode):
            return _scalar(node)
        if isinstance(node, yaml.SequenceNode):
            return [self._value(item, (*location, k)) for k, item in enumerate(node.value)]
        return self._mapping(node, location)

    def _mapping(self, node: yaml.Node, location: Location) -> dict[Any, Any]:
        found: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            place = _place(key_node.start_mark)
            if not isinstance(key_node, yaml.ScalarNode):
                self._problem(place, "a key must be plain text")
                continue
            key = key_node.value
            if key == "<<":
                self._problem(place, "merge keys are not allowed")
                continue
            if key in found:
                self._problem(place, f"key «{key}» is repeated")
                continue
            self.positions[(*location, key)] = place
            found[key] = self._value(value_node, (*location, key))
        return found


def _place(mark: Any) -> Position:
    """Line and column as people count them."""
    return mark.line + 1, mark.column + 1


def _scalar(node: yaml.ScalarNode) -> Any:
    """Text, unless it is plain and spells null, a truth value or an integer."""
    if node.style:
        return node.value
    text: str = node.value
    if text in _LITERALS:
        return _LITERALS[text]
    return int(text) if _INTEGER.match(text) else text
