"""The root of the one tree of errors. A class says what happened, its text what to do."""


class WorkflowError(Exception):
    """Everything that Humrah itself refuses or cannot do."""


class CalendarExhausted(WorkflowError):
    """A calendar has no working time as far ahead as a limit reaches."""

    def __init__(self, calendar: str, *, until: str) -> None:
        """`until` is the last local date the compiled calendar knows."""
        self.calendar = calendar
        self.until = until
        super().__init__(
            f'Calendar "{calendar}" is known only until {until}. '
            "Publish an edition of it that reaches further."
        )
