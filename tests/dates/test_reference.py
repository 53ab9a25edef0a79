from pathlib import Path

import pytest

from timeline.dates import RULES

REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "dates.md"


@pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])
def test_the_reference_lists_every_rule_with_its_example(rule):
    assert f"| {rule.name} | {rule.example} | `{rule.edtf}` |" in REFERENCE.read_text(encoding="utf-8")
