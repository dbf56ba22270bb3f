"""What a decision is made by: the pinned definition, and the editions known at the time."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from workflow.definition.calendars import Calendar
from workflow.definition.definition import Definition
from workflow.definition.districts import Districts
from workflow.definition.library import Library
from workflow.definition.tables import Table
from workflow.engine.machine import Machines, machines_for


@dataclass(frozen=True, slots=True, eq=False)
class Rules:
    """The pinned definition with its machines, and the calendars, tables and districts in force.

    `calendars` holds the newest edition of each calendar by its id, `editions` every edition by its
    hash, because a clock remembers those it has counted with. `offices` names the calendar of a
    department in a province, or of a department everywhere with province "".
    """

    definition: Definition
    machines: Machines
    calendars: Mapping[str, Calendar]
    editions: Mapping[str, Calendar]
    tables: Mapping[str, Table]
    districts: Districts | None
    offices: Mapping[tuple[str, str], str] = field(default_factory=dict)

    @property
    def zone(self) -> str:
        """The zone in which the days of a case are counted."""
        return self.calendars[self.definition.calendar].zone

    def calendar_for(self, department: str, district: str) -> Calendar:
        """The calendar of the responsible office; the workflow's own is the fall-back."""
        if not self.offices:
            return self.calendars[self.definition.calendar]
        province = self.districts.province_of(district) if self.districts else ""
        for key in ((department, province), (department, "")):
            if key in self.offices:
                return self.calendars[self.offices[key]]
        return self.calendars[self.definition.calendar]


def rules_for(
    library: Library, definition: str, offices: Mapping[tuple[str, str], str] | None = None
) -> Rules:
    """The rules by which a definition of a library decides, with all that the library knows."""
    found = library.definitions[definition]
    return Rules(
        definition=found,
        machines=machines_for(found),
        calendars=library.calendars,
        editions={calendar.hash: calendar for calendar in library.calendars.values()},
        tables=library.tables,
        districts=library.districts,
        offices=offices or {},
    )
