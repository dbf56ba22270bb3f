"""From a written workflow to its `Definition`, or to everything that is wrong with it.

Every name is resolved here; whether the definition is also sensible is for `checks`. Nothing is
ever half built: a definition with errors is none.
"""

from collections.abc import Mapping

from workflow.definition.building_clocks import check_ladders, clock, notices
from workflow.definition.building_fields import build_fields, labels
from workflow.definition.building_links import children, decisions
from workflow.definition.building_names import check_names
from workflow.definition.building_places import Built, build_places
from workflow.definition.definition import (
    MAIN,
    ClockRule,
    Definition,
    FieldInfo,
    Path,
    PauseRule,
    PutBackRule,
    ReopenRule,
    RoleInfo,
    SourceInfo,
    TransferRule,
)
from workflow.definition.identity import content_hash, split_texts
from workflow.definition.model import Extension, Pause, WorkflowFile
from workflow.definition.naming import Names, first_place
from workflow.definition.problems import DefinitionInvalid
from workflow.definition.reader import Map, plain
from workflow.definition.words import Words

WHERE_IT_STOPPED = "where it stopped"


def build(file: WorkflowFile, tree: Map, districts: Mapping[str, Words]) -> Definition:
    """The definition that a merged file means; `districts` are the options of that name.

    Raises:
        DefinitionInvalid: with every name that cannot be resolved, at its place.
    """
    names = Names(file, tree)
    check_names(names)
    fields = build_fields(names, districts)
    check_ladders(names)
    definition = _definition(names, tree, fields, build_places(names))
    if names.problems:
        raise DefinitionInvalid(names.problems)
    return definition


def _definition(
    names: Names, tree: Map, fields: Mapping[str, FieldInfo], built: Built
) -> Definition:
    file = names.file
    rules, texts = split_texts(plain(tree))
    transfer, transfer_clock = _transfer(names)
    clocks = {**_case_clocks(names), **built.clocks, **transfer_clock}
    return Definition(
        workflow=file.workflow,
        edition=file.edition,
        overlay=file.overlay or "",
        in_force=file.in_force,
        owner=file.owner,
        hash=content_hash(rules),
        texts=content_hash(texts),
        words=file.title.words,
        calendar=file.calendar,
        area=_area(names, tree),
        class_=file.class_,
        receives=names.field_names(("receives",), file.receives),
        sources={
            k: SourceInfo(k, s.title.words, s.status, s.reference or s.url or "")
            for k, s in file.sources.items()
        },
        departments=labels(file.departments),
        roles=_roles(names),
        fields=fields,
        purposes=labels(file.purposes),
        pauses=_reasons(names, "pauses", file.pauses),
        extensions=_reasons(names, "extensions", file.extensions),
        messages=labels(file.messages),
        notify={e: notices(names, ("notify", e), tells) for e, tells in file.notify.items()},
        regions=built.regions,
        places=built.places,
        scopes=built.scopes,
        transitions={t.id: t for p in built.places.values() for t in p.transitions},
        clocks=clocks,
        outcomes=labels(file.outcomes),
        children=children(names),
        decisions=decisions(names),
        put_back=_put_back(names),
        reopen=_reopen(names),
        transfer=transfer,
    )


def _roles(names: Names) -> dict[str, RoleInfo]:
    file = names.file
    for name, role in file.roles.items():
        if role.department not in (None, "any"):
            path: Path = ("roles", name, "department")
            names.known(path, role.department or "", (*file.departments, "any"), "department")
    return {
        name: RoleInfo(name, role.words, frozenset(role.sees), role.department or "")
        for name, role in file.roles.items()
    }


def _reasons(
    names: Names, key: str, written: Mapping[str, Pause] | Mapping[str, Extension]
) -> dict[str, PauseRule]:
    return {
        name: PauseRule(name, p.words, p.at_most, names.roles((key, name, "by"), p.by))
        for name, p in written.items()
    }


def _case_clocks(names: Names) -> dict[str, ClockRule]:
    return {
        name: clock(
            names,
            ("clocks", name),
            scope="",
            region=MAIN,
            words=names.file.title.words,
            written=written,
            id_=name,
        )
        for name, written in names.file.clocks.items()
    }


def _put_back(names: Names) -> PutBackRule | None:
    written = names.file.put_back
    if written is None:
        return None
    by = names.roles(("put_back", "by"), written.by)
    return PutBackRule(written.words, by, written.within)


def _reopen(names: Names) -> ReopenRule | None:
    written = names.file.reopen
    if written is None:
        return None
    path: Path = ("reopen",)
    main = [s for s in names.file.stages if s not in names.tracks]
    stage = ""
    if written.to != WHERE_IT_STOPPED:
        known = names.known((*path, "to"), written.to, main, "stage")
        stage = first_place(names.file, known) if known in main else ""
    return ReopenRule(
        words=written.words,
        outcomes=frozenset(
            names.all_known((*path, "from"), written.from_, names.file.outcomes, "outcome")
        ),
        stage=stage,
        by=names.roles((*path, "by"), written.by),
        within=written.within,
        ask=names.field_names((*path, "ask"), written.ask),
    )


def _transfer(names: Names) -> tuple[TransferRule | None, dict[str, ClockRule]]:
    written = names.file.transfer
    if written is None:
        return None, {}
    path: Path = ("transfer",)
    rule = clock(
        names,
        (*path, "sla"),
        scope="transfer",
        region=MAIN,
        words=written.words,
        written=written.sla,
        id_="transfer",
    )
    transfer = TransferRule(
        words=written.words,
        outcome=names.known((*path, "to"), written.to, names.file.outcomes, "outcome"),
        by=names.roles((*path, "by"), written.by),
        answer_by=names.roles((*path, "answer_by"), written.answer_by),
        consent=_consent(names, (*path, "consent"), written.consent),
        ask=names.field_names((*path, "ask"), written.ask),
        clock=rule.id,
    )
    return transfer, {rule.id: rule}


def _consent(names: Names, path: Path, purpose: str | None) -> str:
    if purpose is None:
        return ""
    return names.known(path, purpose, names.file.purposes, "purpose of consent")


def _area(names: Names, tree: Map) -> str:
    """Only a written field must exist: a workflow without districts is everybody's."""
    area = names.file.area
    return names.field(("area",), area) if "area" in tree.entries else area
