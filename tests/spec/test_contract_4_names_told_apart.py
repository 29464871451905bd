"""Names that no table has, but of which every word is understood, deny what is plainly something else (contract §4)."""

from __future__ import annotations

from typing import Any

from spec.contract import Kind, check, excludes, table
from spec.records import closed, cond, done, has, labs, obs, open_list


@table(
    excludes("Active infection", "a cancer", has("metastatic HER2-positive breast cancer"), "match"),
    excludes("Diabetes mellitus", "a joint", has("painful left knee osteoarthritis"), "match"),
    excludes("Metastatic disease", "a cancer that came back", has("recurrent ER-positive breast cancer"), "unknown"),
    excludes("Brain metastases", "a cancer that has spread", has("metastatic HER2-positive breast cancer"), "unknown"),
    excludes("Hepatitis C", "it has the infection in its name", has("HCV genotype 1 cirrhosis"), "unknown"),
    excludes("Lung metastases", "nobody knows what it is", has("left lung nodule", "breast cancer"), "unknown"),
    excludes("Pain", "it hurts", has("painful left knee osteoarthritis"), "unknown"),
    excludes("Infection", "whatever it is of", has("inflammation of left eye"), "unknown"),
    excludes("Major surgery within 4 weeks", "perhaps one", done("biopsy of the brain", "2026-10-20"), "unknown"),
    excludes("Dialysis", "another thing", done("biopsy of the breast", "2026-10-20"), "match"),
)
def test_what_is_understood_word_by_word_is_nothing_else(
    kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any
) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Pericardial effusion", "how much", closed(labs(obs("pericardial effusion", "small"))), "unknown"),
    excludes("Pulmonary embolism", "how likely", closed(labs(obs("pulmonary embolism", "high"))), "unknown"),
    excludes("Ascites", "none", closed(labs(obs("ascites", "none"))), "match"),
    excludes("Diabetes mellitus", "something else", closed(labs(obs("pericardial effusion", "small"))), "match"),
)
def test_an_observation_in_words_of_its_own_leaves_its_condition_open(
    kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any
) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Psychotic episode within 12 months", "perhaps one", closed(open_list(cond("schizophrenia", "2026-08-01"))), "unknown"),
    excludes("Psychotic episode within 12 months", "one", closed(open_list(cond("brief psychotic disorder", "2026-08-01"))), "fail"),
    excludes("Prior allogeneic stem cell transplantation", "of whom", done("bone marrow transplant", "2020"), "unknown"),
)
def test_what_may_be_a_kind_of_it_denies_nothing(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)
