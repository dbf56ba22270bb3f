"""What an officer calls the things a guard speaks of, taken from a definition."""

from dataclasses import dataclass

from workflow.definition.definition import Definition
from workflow.definition.words import Words

#: The name of all tracks together, as in `all tracks finished`.
TRACKS = "tracks"
_ALL_TRACKS = Words("Tracks beside the main line", "متوازی مراحل")


@dataclass(frozen=True, slots=True)
class DefinitionLabels:
    """The words of one definition, as `reasons.Labels` asks for them."""

    definition: Definition

    def field(self, field_id: str, /) -> Words:
        """A field of the case file."""
        return self.definition.fields[field_id].words

    def option(self, field_id: str, option: str, /) -> Words:
        """One of the values of a choice."""
        return self.definition.fields[field_id].options.get(option, Words(option, option))

    def children(self, name: str, /) -> Words:
        """A track, all tracks, or the children of that name."""
        return _ALL_TRACKS if name == TRACKS else self.definition.words_of(name)

    def purpose(self, purpose: str, /) -> Words:
        """What consent is asked for."""
        return self.definition.purposes[purpose]
