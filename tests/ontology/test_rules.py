"""The rules of extraction are documented, and find what their rows say."""

from pathlib import Path

import pytest

from loaders.clean import clean
from loaders.extract import extract
from loaders.facts import by_relation, facts
from loaders.model import Extraction, Report
from ontology.lexicon import names, table
from ontology.rules import FIRST, Rule, rule_of, rules

RELATIONS = set(by_relation(Extraction(Report("", ""))))


def found(text: str) -> set[tuple[str, str]]:
    """Relation and rule of each fact of a report."""
    return {(relation, fact.rule) for relation, fact in facts(extract(Report("tin", text)))}


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_the_example_of_a_rule_is_found_by_it(rule: Rule) -> None:
    told = found(rule.example)
    fitting = [id_ for relation, id_ in told if rule_of(id_, relation) == rule]
    assert fitting, f"rules.tsv, {rule.id}: its example gives {sorted(told)}"


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_a_rule_says_what_it_does_and_reads(rule: Rule) -> None:
    assert rule.vi
    assert rule.en
    assert rule.relation in RELATIONS
    assert {name for name, _ in rule.tables} <= set(names())
    for name, ids in rule.tables:
        assert set(ids) - {FIRST} <= {row.id for row in table(name)}
    assert ("*" in rule.id) == bool(rule.row_table)
    assert not rule.row_table or rule.row_table in names()


def test_a_rule_has_one_row() -> None:
    ids = [(rule.relation, rule.id) for rule in rules()]
    assert len(ids) == len(set(ids))


def test_every_rule_that_finds_something_in_the_samples_is_documented(samples: Path) -> None:
    texts = [clean(path.read_text(encoding="utf-8")) for path in samples.glob("*.txt")]
    told = {one for text in texts for one in found(text)}
    unknown = {one for one in told if rule_of(one[1], one[0]) is None}
    assert unknown == set(), "each needs a row in ontology/rules.tsv"


@pytest.mark.parametrize(
    ("relation", "id_", "documented"),
    [
        ("roles", "post:bi_thu", "post:*"),
        ("citations", "citation-law", "citation-law"),
        ("citations", "citation-dieu-le-dang", "citation-*"),  # a row of van_ban_khong_so
        ("citations", "citation-none", None),
        ("roles", "post:none", None),
        ("roles", "post:", None),
        ("participation", "post:bi_thu", None),
        ("hierarchy", "cells", None),
        ("directives", "prose:continued", "prose:continued"),
    ],
)
def test_a_rule_is_found_by_the_id_of_a_fact(
    relation: str, id_: str, documented: str | None
) -> None:
    rule = rule_of(id_, relation)
    assert (rule.id if rule else None) == documented
