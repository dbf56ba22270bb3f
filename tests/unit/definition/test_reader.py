import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.definition.problems import DefinitionInvalid, Mark, Problem
from workflow.definition.reader import (
    MOST_BYTES,
    MOST_DEPTH,
    MOST_NODES,
    List,
    Map,
    Text,
    key_mark_at,
    mark_at,
    plain,
    read,
)

FILE = "a.yaml"
VISIBLE = st.text(
    st.characters(codec="ascii", exclude_categories=["C"]) | st.sampled_from("کیس مرحلہ"),
    min_size=1,
)


def a_tree(text: str) -> Map:
    return read(text.encode(), FILE)


def findings(written: str | bytes) -> tuple[Problem, ...]:
    data = written.encode() if isinstance(written, str) else written
    with pytest.raises(DefinitionInvalid) as raised:
        read(data, FILE)
    return raised.value.problems


def places(written: str | bytes) -> list[str]:
    return [f"{p.mark.line}:{p.mark.column} {p.code}" for p in findings(written)]


def only_finding(written: str | bytes) -> Problem:
    (problem,) = findings(written)
    return problem


# What is kept


@pytest.mark.parametrize(
    "written",
    [
        *("no", "on", "y", "true", "~", "null", "=", "2027-03-08", "9:30"),
        *("0123", "1.10", "1e3", ".inf", ".nan", "0300_1234567", "0x1F", "5" * 5000),
    ],
)
def test_a_value_stays_the_text_that_was_written(written: str) -> None:
    assert plain(a_tree(f"name: {written}")) == {"name": written}


def test_a_name_stays_the_text_that_was_written() -> None:
    assert plain(a_tree("no: a\n012: b\non entry: c")) == {"no": "a", "012": "b", "on entry": "c"}


def test_maps_lists_and_texts_arrive_in_the_order_written() -> None:
    tree = a_tree("b: [x, {d: 1, c: 2}]\na:\n  - y\n")
    assert list(tree.entries) == ["b", "a"]
    assert plain(tree) == {"b": ["x", {"d": "1", "c": "2"}], "a": ["y"]}


@pytest.mark.parametrize("written", ["''", '""'])
def test_an_empty_text_in_quotation_marks_is_a_text(written: str) -> None:
    assert plain(a_tree(f"name: {written}")) == {"name": ""}


@given(VISIBLE)
def test_a_text_in_quotation_marks_arrives_as_written(text: str) -> None:
    quoted = text.replace("'", "''")
    assert plain(a_tree(f"name: '{quoted}'")) == {"name": text}


def test_two_spellings_of_a_letter_become_one() -> None:
    tree = a_tree("caf\N{LATIN SMALL LETTER E}\N{COMBINING ACUTE ACCENT}: آ")
    assert plain(tree) == {"caf\N{LATIN SMALL LETTER E WITH ACUTE}": "\u0622"}


def test_windows_line_ends_do_not_matter() -> None:
    assert a_tree("a: 1\r\nb: |\r\n  x\r\n  y\r\n") == a_tree("a: 1\nb: |\n  x\n  y\n")


def test_the_marks_of_a_beginning_and_an_end_of_the_document_are_allowed() -> None:
    assert plain(a_tree("---\na: 1\n...\n")) == {"a": "1"}


# Places


def test_lines_and_columns_count_from_one_in_characters() -> None:
    tree = a_tree("کیس:\n  شہر: لاہور\n")
    city = tree.entries["کیس"].node
    assert isinstance(city, Map)
    assert city.mark == Mark(FILE, 2, 3)
    assert city.entries["شہر"].key_mark == Mark(FILE, 2, 3)
    assert city.entries["شہر"].node == Text("لاہور", Mark(FILE, 2, 8))


def test_an_item_of_a_list_has_its_own_place() -> None:
    assert a_tree("a: [x, y]").entries["a"].node == List(
        (Text("x", Mark(FILE, 1, 5)), Text("y", Mark(FILE, 1, 8))), Mark(FILE, 1, 4)
    )


TREE = a_tree("stages:\n  referral:\n    by: [officer, head]\n")


@pytest.mark.parametrize(
    ("path", "value", "name"),
    [
        ((), (1, 1), (1, 1)),
        (("stages",), (2, 3), (1, 1)),
        (("stages", "referral", "by"), (3, 9), (3, 5)),
        (("stages", "referral", "by", 1), (3, 19), (3, 19)),
        (("stages", "referral", "by", 2), (3, 9), (3, 5)),
        (("stages", "referral", "by", -1), (3, 9), (3, 5)),
        (("stages", "referral", "by", "officer"), (3, 9), (3, 5)),
        (("stages", "referral", "by", 0, "x"), (3, 10), (3, 10)),
        (("stages", "appeal", "by"), (2, 3), (1, 1)),
    ],
)
def test_a_path_leads_to_the_deepest_place_that_exists(
    path: tuple[str | int, ...], value: tuple[int, int], name: tuple[int, int]
) -> None:
    assert mark_at(TREE, path) == Mark(FILE, *value)
    assert key_mark_at(TREE, path) == Mark(FILE, *name)


# What is refused


def test_a_name_written_twice_is_refused_with_both_lines() -> None:
    problem = only_finding("fields: a\nstages: b\nfields: c\n")
    assert str(problem.mark) == "a.yaml:3:1"
    assert problem.code == "L002"
    assert problem.text == '"fields" is written twice (first at line 1).'
    assert problem.related == (Mark(FILE, 1, 1),)


def test_names_that_differ_only_in_their_normal_form_are_the_same_name() -> None:
    assert places("é: 1\ne\N{COMBINING ACUTE ACCENT}: 2\n") == ["2:1 L002"]


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("a:\nb: 1", "1:1 L007"),
        ("a: {b, c: 1}", "1:5 L007"),
        ("a:\n  - x\n  -\n", "3:4 L007"),
        ("'': 1", "1:1 L007"),
        ("?\n: 1", "1:2 L007"),
        ("", "1:1 L007"),
        ("\n# nothing but a comment", "1:1 L007"),
    ],
)
def test_what_is_left_empty_is_refused(written: str, place: str) -> None:
    assert places(written) == [place]


def test_a_missing_value_is_named() -> None:
    assert only_finding("stages:\n  department:\n").text == '"department" has no value.'


@pytest.mark.parametrize("written", ["- a", "just words", "---\n", "? [x]\n: 1", "? {x: y}\n: 1"])
def test_what_is_not_a_map_of_names_is_refused(written: str) -> None:
    assert [p.code for p in findings(written)] == ["L003"]


def test_two_lists_as_names_are_not_called_the_same_name() -> None:
    assert places("? [x]\n: 1\n? [y]\n:\n") == ["1:3 L003", "3:3 L003"]


def test_a_second_document_is_refused() -> None:
    assert places("a: 1\n---\nb: 2") == ["2:1 L003"]


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("a: &x 1", "1:4 L005"),
        ("a: {b: *x}", "1:8 L005"),
        ("a: !!python/object:os.system x", "1:4 L005"),
        ("a: !!binary eA==", "1:4 L005"),
        ("a: !ours [x]", "1:4 L005"),
        ("a: ! x", "1:4 L005"),
        ("<<: {a: 1}", "1:1 L005"),
        ("%TAG ! !x\n---\na: 1", "1:1 L005"),
        ("%YAML 1.3\n---\na: 1", "1:1 L005"),
        ("a: *", "1:5 L005"),
        ("a: &", "1:5 L005"),
        ("a: !e!x 1", "1:4 L005"),
    ],
)
def test_what_cannot_be_seen_on_the_page_is_refused(written: str, place: str) -> None:
    assert places(written) == [place]


@pytest.mark.parametrize(
    ("written", "place", "words"),
    [
        ("a:\n\tb: 1", "2:1", "A tab stands where spaces belong."),
        ("a: 1\n\tb: 2", "2:1", "A tab stands where spaces belong."),
        ("a: |\n\tx", "2:1", "A tab stands where spaces belong."),
        ("a: 'x\n\nb: 2", "1:4", "The quotation mark that opens here is never closed."),
        ('a: "D:\\q"', "1:7", 'A backslash (\\) has a meaning of its own in a text in "double" '),
        ("a: @home", "1:4", 'A text cannot begin with "@".'),
        ("a: 50% of: it", "1:10", "A colon stands in the middle of a text"),
        ("a: 1\n  b: 2", "2:4", "A colon stands in the middle of a text"),
        ("a:\n  b: 1\n c: 2", "3:2", "A line is indented differently from its neighbours"),
        ("a: 'it's'", "1:8", "A line is indented differently from its neighbours"),
        ("a: ? b", "1:4", "A line is indented differently from its neighbours"),
        ("a: {b: 1, c: [2}", "1:16", "The bracket that opens at line 1 is not closed"),
        ("a: {\n  b: 1\n", "3:1", "The bracket that opens at line 1 is not closed"),
        ("a: 1\nb\nc: 2", "2:1", "This line has no colon"),
        ("a: - b", "1:4", "An item of a list (-) cannot begin here."),
        ("a:\n  - x\n  b: 1", "3:3", "This line is not an item of the list that began at line 2"),
        ("a: ]", "1:4", "A name or a value is missing here"),
        ("a: |x\n", "1:5", "After | or > the text begins on the next line."),
        ("{a: 1} b", "1:8", "This does not belong to the map above"),
        ("a: {b: 1", "1:9", "The bracket that opens at line 1 is not closed"),
    ],
)
def test_a_slip_of_the_pen_is_explained_in_plain_words(
    written: str, place: str, words: str
) -> None:
    problem = only_finding(written)
    assert str(problem.mark) == f"a.yaml:{place}"
    assert problem.code == "L003"
    assert problem.text.startswith(words)
    assert problem.help.endswith("Reading stopped here: what follows has not been checked.")


def test_a_bracket_left_open_names_both_places() -> None:
    assert only_finding("a: [1,\nb: 2").related == (Mark(FILE, 1, 4),)


def test_a_mistake_within_one_place_names_no_other() -> None:
    assert only_finding("a: @x").related == ()


@pytest.mark.parametrize(
    ("char", "words"),
    [
        ("\u202e", "Here is an invisible character (U+202E RIGHT-TO-LEFT OVERRIDE)"),
        ("\u2066", "Here is an invisible character (U+2066 LEFT-TO-RIGHT ISOLATE)"),
        ("\u200b", "Here is an invisible character (U+200B ZERO WIDTH SPACE)"),
        ("\u200c", "Here is an invisible character (U+200C ZERO WIDTH NON-JOINER)"),
        ("\u200d", "Here is an invisible character (U+200D ZERO WIDTH JOINER)"),
        ("\x07", "Here is an invisible character (U+0007)"),
        ("\U000e0041", "Here is an invisible character (U+E0041 TAG LATIN CAPITAL LETTER A)"),
        ("\u00a0", "Here is a character that only looks like a space (U+00A0 NO-BREAK SPACE)."),
        ("\ufeff", "Here is a byte order mark (U+FEFF ZERO WIDTH NO-BREAK SPACE)."),
        ("\uffff", "Here is an invisible character (U+FFFF)"),
    ],
)
def test_a_character_that_deceives_the_eye_is_refused_where_it_stands(
    char: str, words: str
) -> None:
    for written, place in (
        (f"a: x{char}y", "1:5"),
        (f"a{char}b: x", "1:2"),
        (f"\na: 1  # {char}", "2:9"),
    ):
        problem = only_finding(written)
        assert str(problem.mark) == f"a.yaml:{place}"
        assert problem.code == "L006"
        assert problem.text.startswith(words)


@pytest.mark.parametrize("char", ["\r", "\x85", "\u2028", "\u2029", "\x0b", "\x0c"])
def test_an_unusual_line_break_cannot_smuggle_in_a_name(char: str) -> None:
    problem = only_finding(f"a: x  # harmless{char}b: 2")
    assert str(problem.mark) == "a.yaml:1:17"
    assert problem.text.startswith("Here is an unusual line break")


def test_a_character_written_with_a_backslash_is_refused_too() -> None:
    assert places('a: "x\\u202ey"\nb: "\\0"\n"c\\u200c": 1\n') == [
        "1:4 L006",
        "2:4 L006",
        "3:1 L006",
    ]


def test_urdu_may_hold_the_non_joiner_its_spelling_needs() -> None:
    assert plain(a_tree("ur: بے\u200cگھر")) == {"ur": "بے\u200cگھر"}


@pytest.mark.parametrize("written", ["ur: x\u200cگ", "ur: گ\u200c ھ", "ur: ۲\u200c۳"])
def test_the_non_joiner_belongs_between_letters_of_the_arabic_script(written: str) -> None:
    assert [p.code for p in findings(written)] == ["L006"]


def test_a_name_may_not_hold_the_non_joiner() -> None:
    assert places("بے\u200cگھر: x") == ["1:1 L006"]


def test_a_byte_order_mark_is_refused_and_nothing_else_is_blamed() -> None:
    assert places("\ufeffa: 1") == ["1:1 L006"]


def test_a_byte_that_is_not_utf_8_is_refused_where_it_stands() -> None:
    problem = only_finding("کیس: 1\nشہر: ".encode() + b"\xff")
    assert str(problem.mark) == "a.yaml:2:6"
    assert (problem.code, problem.text) == ("L006", "Here is a byte (0xFF) that is not UTF-8.")


def test_an_empty_byte_is_refused_where_it_stands() -> None:
    assert places("a: 1\nb: \0") == ["2:4 L006"]


def test_a_file_in_utf_16_is_refused() -> None:
    assert places("a: 1".encode("utf-16-le")) == ["1:2 L006"]
    assert places("a: 1".encode("utf-16")) == ["1:1 L006"]


@pytest.mark.parametrize("mark", ["\u0301", "\u0334", "\u064b"])
def test_a_heap_of_marks_on_one_letter_is_refused(mark: str) -> None:
    assert plain(a_tree("a: x" + mark * 30)) != {}
    assert places("a: x" + mark * 31) == ["1:4 L006"]


def test_all_that_is_wrong_is_said_at_once() -> None:
    written = "a: 1\na: 2\nb:\nc: &x y\nd: z\u202e\n<<: 1\ne: [1\nf: 2"
    assert places(written) == [
        "2:1 L002",
        "3:1 L007",
        "4:4 L005",
        "5:5 L006",
        "6:1 L005",
        "8:2 L003",
    ]


def test_after_a_hundred_problems_the_rest_is_not_listed() -> None:
    found = findings("a: 1\n" * 150)
    assert [p.code for p in found] == ["L002"] * 100 + ["L004"]
    assert found[-1].text == "There are more than 100 problems; the others are not listed."


# Caps


def test_a_file_may_have_as_many_bytes_as_the_cap_and_no_more() -> None:
    begin = "a: 1\n#"
    assert plain(a_tree(begin + "x" * (MOST_BYTES - len(begin)))) == {"a": "1"}
    problem = only_finding(begin + "x" * (MOST_BYTES - len(begin) + 1))
    assert (problem.mark, problem.code) == (Mark(FILE, 1, 1), "L004")
    assert problem.text == "The file has 262,145 bytes; at most 262,144 are read."


def test_lists_may_lie_as_deep_as_the_cap_and_no_deeper() -> None:
    lists = MOST_DEPTH - 1  # the root is a map
    assert plain(a_tree("a: " + "[" * lists + "]" * lists)) != {}
    assert places("a: " + "[" * (lists + 1) + "]" * (lists + 1)) == ["1:35 L004"]


def test_a_file_may_have_as_many_names_and_values_as_the_cap_and_no_more() -> None:
    items = MOST_NODES - 3  # the root, a name and the list
    assert plain(a_tree("a: [" + "x," * items + "]")) != {}
    assert places("a: [" + "x," * (items + 1) + "]") == ["1:39999 L004"]


def test_a_long_name_is_shown_shortened() -> None:
    name = "n" * 200
    assert only_finding(f"{name}: 1\n{name}: 2").text.startswith(f'"{"n" * 39}…" is written twice')
