"""Which words are verbs: by their endings, and by the patterns where these do not tell."""

from imss_facts.language.folding import fold
from imss_facts.language.verbs import infinitive, tense
from imss_facts.rules.library import Library
from imss_facts.rules.phrases import literals

_CACHE_LIMIT = 50_000
_ROLES = {"verb": "actual", "conditional": "planned", "not_verb": ""}


class VerbCache(dict[str, str]):
    """``planned`` for a future form, ``actual`` for another finite verb, ``""`` for other words; remembered."""

    def __init__(self, library: Library) -> None:
        """Learn the finite forms that no ending tells, and the nouns that end like verbs."""
        super().__init__()
        self._known = {
            sequence[0]: kind
            for pattern in library.of("nouns")
            if (kind := _ROLES.get(pattern.role)) is not None
            for sequence in literals(pattern.words)
        }

    def __missing__(self, word: str) -> str:
        if len(self) > _CACHE_LIMIT:
            self.clear()
        known = self._known.get(fold(word))
        kind = self[word] = _STATUS[tense(word)] if known is None else known
        return kind

    def infinitive(self, form: str) -> bool:
        """Whether a folded word is a verb's infinitive."""
        return infinitive(form) and form not in self._known


_STATUS = {"future": "planned", "past": "actual", "present": "actual", "": ""}
