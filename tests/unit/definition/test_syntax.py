from workflow.definition.syntax import explained


def test_a_complaint_that_nobody_has_heard_before_still_says_what_to_check() -> None:
    found = explained("None something new", at="x", began=3)
    assert found.text == "What is written here cannot be read."
    assert found.to_do.startswith("Check quotation marks, brackets and indentation")


def test_the_line_where_the_unfinished_part_began_is_named() -> None:
    found = explained(
        "while parsing a flow mapping did not find expected ',' or '}'", at="", began=3
    )
    assert found.text.startswith("The bracket that opens at line 3 is not closed")
