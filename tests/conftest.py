"""How open-ended inputs are tried: the same examples for the same commit, or new ones when exploring."""

import os

from hypothesis import HealthCheck, settings

# A verdict must not depend on the day: the suite draws the same examples each time.  New ones are looked for
# with ACERVO_TEST_EXPLORE=1, and what they find becomes a test by name.
settings.register_profile("same", derandomize=True, database=None, print_blob=True)
settings.register_profile("explore", suppress_health_check=[HealthCheck.too_slow], print_blob=True)
settings.load_profile("explore" if os.environ.get("ACERVO_TEST_EXPLORE") else "same")
