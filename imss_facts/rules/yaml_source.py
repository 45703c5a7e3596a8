"""YAML with positions: plain data, and the line and column of every value.

YAML 1.1 would turn ``no``, ``on``, ``1:30`` and dates into other things; here only null, true, false and
plain decimal integers are more than text. Repeated keys, anchors and merge keys are refused.
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
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)\Z")


class YamlSource:
    """A parsed YAML file: ``data``, ``positions`` by location, and the ``problems`` met on the way."""

    def __init__(self, path: Path, name: str) -> None:
        """Parse a file; ``name`` is how problems call it."""
        self.name = name
        self.data: Any = None
        self.positions: dict[Location, Position] = {(): (1, 1)}
        self.problems: list[PatternProblem] = []
        try:
            text = path.read_text(encoding="utf-8")
            node = yaml.compose(text, Loader=yaml.CSafeLoader)
        except UnicodeDecodeError as error:
            self._problem((1, 1), f"is not UTF-8 ({error.reason} at byte {error.start})")
        except OSError as error:
            self._problem((1, 1), f"cannot be read ({error.strerror})")
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark
            place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            self._problem(place, f"is not valid YAML: {error.problem or error.context}")
        except yaml.YAMLError as error:
            self._problem((1, 1), f"is not valid YAML: {str(error).splitlines()[0]}")
        else:
            if node is not None:
                self.data = self._value(node, (), set())

    def position(self, location: Location) -> Position:
        """Line and column of a location, or of its nearest parent that has one."""
        while location not in self.positions:
            location = location[:-1]
        return self.positions[location]

    def _problem(self, position: Position, message: str) -> None:
        self.problems.append(PatternProblem(self.name, *position, "file", message))

    def _value(self, node: yaml.Node, location: Location, above: set[int]) -> Any:
        position = (node.start_mark.line + 1, node.start_mark.column + 1)
        self.positions.setdefault(location, position)
        if id(node) in above:
            self._problem(position, "an anchor refers to itself")
            return None
        if isinstance(node, yaml.ScalarNode):
            return _scalar(node)
        inside = above | {id(node)}
        if isinstance(node, yaml.SequenceNode):
            return [self._value(item, (*location, k), inside) for k, item in enumerate(node.value)]
        return self._mapping(node, location, inside)

    def _mapping(self, node: yaml.Node, location: Location, inside: set[int]) -> dict[Any, Any]:
        found: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            place = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
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
            found[key] = self._value(value_node, (*location, key), inside)
        return found


def _scalar(node: yaml.ScalarNode) -> Any:
    """Text, unless it is plain and spells null, a truth value or an integer."""
    if node.style:
        return node.value
    text: str = node.value
    if text in _LITERALS:
        return _LITERALS[text]
    return int(text) if _INTEGER.match(text) else text
