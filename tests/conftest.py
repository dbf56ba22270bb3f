"""How much hypothesis tries: few and the same examples in a check, many and new ones when asked."""

from hypothesis import settings

# No deadline: a slow machine is not a wrong answer.
settings.register_profile("ci", max_examples=100, derandomize=True, deadline=None)
# `make properties`: new examples every time; failures are kept in .hypothesis and tried first.
settings.register_profile("properties", max_examples=10_000, deadline=None, print_blob=True)
settings.load_profile("ci")
