"""How many examples a property is tried with."""

from hypothesis import HealthCheck, settings


def examples(in_a_check: int) -> settings:
    """So many in a check, and as many as the profile says if that is more (`make properties`)."""
    return settings(
        max_examples=max(in_a_check, settings().max_examples),
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )


#: What walks minute by minute costs more than what only computes.
WALKED = examples(500)
COMPUTED = examples(2_000)
