"""A text in the two languages an officer may read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """The same words in English and in Urdu."""

    en: str
    ur: str

    def in_(self, language: str) -> str:
        """The words in `language`; anything but "ur" is answered in English.

        >>> Words("Reason", "وجہ").in_("ur")
        'وجہ'
        """
        return self.ur if language == "ur" else self.en
