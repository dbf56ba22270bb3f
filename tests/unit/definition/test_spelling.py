from workflow.definition.spelling import did_you_mean


def test_the_likeliest_name_is_offered() -> None:
    assert did_you_mean("pauze_for", ["sla", "pause_for"]) == 'Did you mean "pause_for"?'


def test_without_a_likely_name_the_known_ones_are_shown() -> None:
    assert did_you_mean("zzz", ["b", "a"]) == "Known here: a, b."
    assert did_you_mean("zzz", [f"name{i}" for i in range(20)]).count(",") == 11


def test_where_nothing_is_declared_that_is_said() -> None:
    assert "Nothing of this kind" in did_you_mean("zzz", [])
