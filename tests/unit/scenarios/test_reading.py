"""What is wrong with a scenario is said at its place, all at once."""

import pytest

from tests.unit.scenarios.small import HEAD, OPENED, story
from workflow.definition.problems import DefinitionInvalid
from workflow.engine.entries import NotKnown
from workflow.engine.people import Grant
from workflow.scenarios.times import parse_time


def problems(steps: str, *, head: str = HEAD) -> list[str]:
    with pytest.raises(DefinitionInvalid) as caught:
        story(steps, head=head)
    return [f"{p.mark.line}:{p.mark.column} {p.code} {p.text}" for p in caught.value.problems]


def helped(steps: str, *, head: str = HEAD) -> str:
    with pytest.raises(DefinitionInvalid) as caught:
        story(steps, head=head)
    return " ".join(p.help for p in caught.value.problems)


def test_a_story_knows_its_people_by_role_department_and_area() -> None:
    people = story(OPENED).people
    assert people["ayesha"].person.grants == (Grant("officer", "home", "lahore"),)
    assert people["hina"].person.grants == (Grant("officer", "health", "pakistan"),)


def test_somebody_may_hold_several_roles_and_have_a_name_in_both_languages() -> None:
    head = HEAD.replace(
        "ayesha: officer of home in lahore",
        "ayesha: {is: [officer of home, guard of home], en: Ayesha Malik, ur: عائشہ ملک}",
    )
    ayesha = story(OPENED, head=head).people["ayesha"]
    assert [grant.role for grant in ayesha.person.grants] == ["officer", "guard"]
    assert (ayesha.words.en, ayesha.words.ur) == ("Ayesha Malik", "عائشہ ملک")


def test_facts_have_the_types_of_their_fields() -> None:
    step = story(OPENED.replace("urgent: no", "urgent: no, needs: [food, school]")).steps[0]
    assert step.facts["urgent"] is False
    assert step.facts["needs"] == frozenset({"food", "school"})


def test_a_fact_may_be_not_known_with_a_reason() -> None:
    step = story(OPENED.replace("Fictitious R.", "not known (unconscious)")).steps[0]
    assert step.facts["full_name"] == NotKnown("unconscious")


def test_a_fact_that_is_not_known_without_a_reason_is_an_error() -> None:
    assert problems(OPENED.replace("Fictitious R.", "not known")) == [
        "14:23 L010 A fact that is not known needs a reason."
    ]


def test_a_step_without_a_time_happens_at_once_after_the_one_before() -> None:
    steps = story(OPENED + "  - {ayesha: check}\n").steps
    assert steps[1].at == steps[0].at == parse_time("Mon 2027-03-01 10:00", "Asia/Karachi")


def test_a_wrong_day_of_the_week_is_an_error_at_its_place() -> None:
    assert problems(OPENED.replace("Mon", "Tue")) == [
        '12:9 L009 "Tue 2027-03-01 10:00" has the wrong day of the week: 2027-03-01 is a Mon.'
    ]


def test_a_step_before_the_one_before_is_an_error() -> None:
    assert problems(OPENED + "  - {at: Sun 2027-02-28 10:00}\n") == [
        "15:10 L009 The step before this one is later: Mon 2027-03-01 10:00."
    ]


def test_the_first_step_says_when_it_is() -> None:
    assert problems("  - {ayesha: opens a case}\n") == [
        "12:5 L008 The first step does not say when it is."
    ]


def test_a_story_without_a_step_is_an_error() -> None:
    assert problems("", head=HEAD.replace("story:\n", "story: []\n")) == [
        "11:8 L009 The story has no step."
    ]


def test_a_mistyped_word_of_a_step_is_found_where_people_stand() -> None:
    steps = OPENED + "  - {ayehsa: check}\n  - {expct: {place: helping}}\n"
    assert problems(steps) == [
        '15:6 L001 There is no person "ayehsa", nor is this a word of a step.',
        '16:6 L001 There is no person "expct", nor is this a word of a step.',
    ]
    assert helped(steps) == 'Did you mean "ayesha"? Did you mean "expect"?'


def test_two_people_acting_in_one_step_are_an_error() -> None:
    assert problems(OPENED + "  - {ayesha: check, kamran: check}\n") == [
        "15:21 L001 Two people act in one step: ayesha and kamran."
    ]


def test_what_belongs_to_an_act_needs_one() -> None:
    steps = OPENED + "  - {with: {urgent: yes}, tick: [seen], expect: {refused: [role]}}\n"
    assert problems(steps) == [
        '15:6 L001 "with" belongs to an act, and nobody does anything here.',
        '15:27 L001 "tick" belongs to an act, and nobody does anything here.',
        '15:50 L001 "refused" belongs to an act, and nobody does anything here.',
    ]


def test_an_act_that_is_a_list_is_an_error() -> None:
    assert problems(OPENED + "  - {ayesha: [check]}\n") == ["15:14 L009 Here an act is expected."]


@pytest.mark.parametrize(
    ("act", "text"),
    [
        ("chek", 'There is no transition "chek".'),
        ("starts safty", 'There is no track "safty".'),
        ("adds to needs", 'There is no list "needs".'),
        ("ticks seen and sealed", 'There is no checklist item "sealed".'),
        ("marks paper as verified", 'There is no checklist item "paper".'),
        ("marks letter as lost", 'There is no state of a document "lost".'),
        ("records consent for fun", 'There is no purpose "fun".'),
        ("assigns helping to ayesha", 'There is no region "helping".'),
        ("assigns main to nadia", 'There is no person "nadia".'),
        ("pauses for rain", 'There is no pause "rain".'),
        ("extends intake by 2 for rain", 'There is no extension "rain".'),
        ("extends intake by two for flood", '"two" is not a number.'),
        ("excuses helpin because late", 'There is no clock "helpin".'),
        ("opens a case at nowhere", 'There is no place "nowhere".'),
        ("asks narnia to take the case", 'There is no province "narnia".'),
        ("dances on the table", '"dances on the table" is not an act.'),
    ],
)
def test_an_act_that_names_what_does_not_exist_is_an_error(act: str, text: str) -> None:
    found = problems(OPENED + f"  - {{ayesha: {act}}}\n")
    assert len(found) == 1
    assert found[0].startswith("15:14 ")
    assert text in found[0]


@pytest.mark.parametrize(
    ("expect", "text"),
    [
        ("place: nowhere", 'There is no place "nowhere".'),
        ("places: {safty: finished}", 'There is no region "safty".'),
        ("department: navy", 'There is no department "navy".'),
        ("due: {intak: Mon 2027-03-01 10:00}", 'There is no clock "intak".'),
        ("due: {intake: tomorrow}", '"tomorrow" is not a time.'),
        ("late: [intak]", 'There is no clock "intak".'),
        ("escalated: {intake: first}", '"first" is not the number of a rung.'),
        ("told: {nadia: []}", 'There is no person "nadia".'),
        ("told: {ayesha: [shout]}", 'There is no message "shout".'),
        ("offered: {nadia: []}", 'There is no person "nadia".'),
        ("offered: {ayesha: [chek]}", 'There is no transition "chek".'),
        ("missing: {ayesha: {chek: []}}", 'There is no transition "chek".'),
        ("facts: {urgnt: yes}", 'There is no field "urgnt".'),
        ("facts: {urgent: perhaps}", 'Answer yes or no, not "perhaps".'),
        ("entitled: {fee: {row: 1}}", 'There is no decision "fee".'),
        ("hidden_from: [nadia]", 'There is no person "nadia".'),
        ("ended: lost", 'There is no outcome "lost".'),
    ],
)
def test_an_expectation_that_names_what_does_not_exist_is_an_error(expect: str, text: str) -> None:
    found = problems(OPENED + f"  - expect: {{{expect}}}\n")
    assert len(found) == 1
    assert found[0].startswith("15:")
    assert text in found[0]


@pytest.mark.parametrize(
    ("step", "text"),
    [
        ("in: saftey", 'There is no track or child "saftey".'),
        ("calendar: {ofice: {announce: [2027-03-11]}}", 'There is no calendar "ofice".'),
        ("calendar: {office: {expect: [2027-03-11]}}", "In the middle of the story a holiday is"),
    ],
)
def test_a_step_that_names_what_does_not_exist_is_an_error(step: str, text: str) -> None:
    found = problems(OPENED + f"  - {{{step}}}\n")
    assert len(found) == 1
    assert text in found[0]


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("with: {urgnt: yes}", 'There is no field "urgnt".'),
        ("with: {urgent: perhaps}", 'Answer yes or no, not "perhaps".'),
        ("with: {papers: letter}", '"papers" is a list, filled item by item.'),
        ("tick: [sealed]", 'There is no checklist item "sealed".'),
        ("documents: {letter: lost}", 'There is no state of a document "lost".'),
        ("since: {intak: Mon 2027-03-01 10:00}", 'There is no clock "intak".'),
    ],
)
def test_what_comes_with_an_act_must_exist(words: str, text: str) -> None:
    found = problems(OPENED + f"  - {{ayesha: check, {words}}}\n")
    assert len(found) == 1
    assert text in found[0]


@pytest.mark.parametrize(
    ("before", "after", "text"),
    [
        ("aid 2027.1", "aid", '"aid" does not name a workflow and its edition.'),
        ("aid 2027.1", "ayd 2027.1", 'There is no workflow "ayd", or it has errors.'),
        ("aid 2027.1", "aid 2027.2", '"aid" is here in edition 2027.1, not 2027.2.'),
        ("officer of home in lahore", "officer of the home", "does not say what somebody is."),
        ("officer of home in lahore", "chief of home", 'There is no role "chief".'),
        ("officer of home in lahore", "officer of navy", 'There is no department "navy".'),
        ("officer of home in lahore", "officer of home in oz", 'There is no area "oz".'),
        ("  ayesha:", "  nobody:", '"nobody" has a meaning of its own'),
        ("  gul:", "  with:", '"with" has a meaning of its own'),
        ("story:", "package: gold\nstory:", 'There is no table "gold".'),
        ("story:", "offices: {navy: office}\nstory:", 'There is no department "navy".'),
        ("story:", "offices: {home in oz: office}\nstory:", 'There is no province "oz".'),
        ("story:", "offices: {home: ofice}\nstory:", 'There is no calendar "ofice".'),
        ("story:", "calendars: {ofice: {}}\nstory:", 'There is no calendar "ofice".'),
    ],
)
def test_what_stands_above_the_story_must_exist(before: str, after: str, text: str) -> None:
    steps = "  - {at: Mon 2027-03-01 10:00, kamran: opens a case}\n"
    found = problems(steps, head=HEAD.replace(before, after))
    assert len(found) == 1
    assert text in found[0]


def test_everything_wrong_is_found_at_once() -> None:
    steps = OPENED.replace("urgent: no", "urgent: perhaps") + (
        "  - {ayesha: chek}\n  - expect: {place: nowhere, late: [intak]}\n"
    )
    assert len(problems(steps)) == 4
