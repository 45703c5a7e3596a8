"""Properties of paragraphs and runs, and what styles.xml says of them."""

from imss_facts.readers.formats.docx.markup import Definitions, local

Properties = dict[str, str]  # the value by the local name of the element
_OFF = frozenset({"0", "false", "off"})
_LONGEST_CHAIN = 20  # styles based on one another
_FOREIGN = frozenset({"w:tblStylePr"})  # properties of parts of a table, not of the style itself
_READ = {
    f"w:{name}": name
    for name in (
        "pStyle", "rStyle", "basedOn", "numId", "ilvl", "vanish", "vertAlign",
        "del", "moveFrom", "hidden", "vMerge", "hMerge", "gridSpan", "cellDel", "showingPlcHdr", "sectPr", "titlePg",
    )
}  # fmt: skip


def is_on(properties: Properties, name: str) -> bool:
    """Whether a toggle such as ``w:vanish`` is on: it is where it stands without a value."""
    return name in properties and properties[name] not in _OFF


class Collector:
    """Gathers the elements below a properties element, flat; tracked changes tell of what was, and are passed over."""

    def __init__(self) -> None:
        """Begin outside of any."""
        self.properties: Properties | None = None
        self._depth = 0
        self._passed = 0

    def begin(self) -> None:
        """A properties element begins."""
        self.properties = {}
        self._depth = self._passed = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element below it begins."""
        self._depth += 1
        if self._passed:
            return
        if name.endswith("Change") or name in _FOREIGN:
            self._passed = self._depth
        elif self.properties is None:
            return
        elif (key := _READ.get(name)) is not None:
            self.properties.setdefault(key, local(attributes).get("val", ""))
        elif name == "w:framePr":
            self.properties.setdefault("dropCap", local(attributes).get("dropCap", "none"))
        elif name == "w:headerReference":  # one for each type
            said = local(attributes)
            self.properties.setdefault(f"header {said.get('type', 'default')}", said.get("id", ""))

    def end(self) -> Properties | None:
        """An element ends; the properties where it is the one that holds them all."""
        if self._depth:
            if self._passed == self._depth:
                self._passed = 0
            self._depth -= 1
            return None
        found, self.properties = self.properties, None
        return found


class Styles:
    """What each style says, with the styles it is based on."""

    def __init__(self) -> None:
        """Begin without styles; styles.xml is then read into this."""
        self._own: Definitions[Properties] = Definitions()
        self._whole: dict[str, Properties] = {}
        self._collector = Collector()
        self._id = ""

    def of(self, style: str | None) -> Properties:
        """The properties of a style; none of one that is not there."""
        if style is None or style not in self._own:
            return {}
        known = self._whole.get(style)
        if known is None:
            chain = [style]
            while len(chain) < _LONGEST_CHAIN and (base := self._own.get(chain[-1], {}).get("basedOn")):
                chain.append(base)
            known = self._whole[style] = {}
            for each in reversed(chain):
                known |= self._own.get(each, {})
        return known

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element of styles.xml begins."""
        if self._collector.properties is not None:
            self._collector.start(name, attributes)
        elif name == "w:style":
            self._id = local(attributes).get("styleId", "")
            self._collector.begin()

    def end(self, _name: str) -> None:
        """An element of styles.xml ends."""
        if self._collector.properties is not None and (found := self._collector.end()) is not None:
            self._own[self._id] = found

    def text(self, data: str) -> None:
        """styles.xml has no text."""
