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
    """A parsed YAML file: ``data``, the ``position`` of every part of it, and the ``problems`` met on the way."""

    def __init__(self, path: Path, name: str) -> None:
        """Parse a file; ``name`` is how problems call it."""
        self.name = name
        self.data: Any = None
        self.problems: list[PatternProblem] = []
        self._root: yaml.Node | None = None
        try:
            text = path.read_text(encoding="utf-8-sig")
            if not self._refers(text) and (root := yaml.compose(text, Loader=yaml.CBaseLoader)) is not None:
                self._root, self.data = root, self._value(root)
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
            for event in yaml.parse(text, Loader=yaml.CBaseLoader):
                if getattr(event, "anchor", None):
                    self._problem(_place(event.start_mark), "anchors and aliases are not allowed")
        return bool(self.problems)

    def position(self, location: Location) -> Position:
        """Line and column of a location, or of its nearest parent that there is."""
        place, node = (1, 1), self._root
        for step in location:
            found = _child(node, step)
            if found is None:
                break
            place, node = _place(found[0].start_mark), found[1]
        return place

    def _problem(self, position: Position, message: str) -> None:
        self.problems.append(PatternProblem(self.name, *position, "file", message))

    def _value(self, node: yaml.Node) -> Any:
        if not node.tag.startswith(_STANDARD_TAG) or "/" in node.tag:
            self._problem(_place(node.start_mark), f"tags are not allowed: {node.tag}")
        if isinstance(node, yaml.ScalarNode):
            return _scalar(node)
        if isinstance(node, yaml.SequenceNode):
            return [self._value(item) for item in node.value]
        return self._mapping(node)

    def _mapping(self, node: yaml.Node) -> dict[Any, Any]:
        found: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else None
            if key is None:
                self._problem(_place(key_node.start_mark), "a key must be plain text")
            elif key == "<<":
                self._problem(_place(key_node.start_mark), "merge keys are not allowed")
            elif key in found:
                self._problem(_place(key_node.start_mark), f"key «{key}» is repeated")
            else:
                found[key] = self._value(value_node)
        return found


def _child(node: yaml.Node | None, step: Hashable) -> tuple[yaml.Node, yaml.Node] | None:
    """The part of a mapping or a sequence that a step leads to: where it is written, and its value."""
    if isinstance(node, yaml.MappingNode):
        return next((pair for pair in node.value if pair[0].value == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step]
    return None


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
