"""Sections → criteria: each kind of marker, nesting, wrapping, lists inside a paragraph."""

from __future__ import annotations

import pytest

from eligibility.errors import TrialError
from eligibility.text.criteria import CriterionText, study_criteria
from eligibility.text.sources import read_study


def criteria(text: str) -> tuple[CriterionText, ...]:
    return study_criteria(read_study(text))


def tree(text: str) -> list[str]:
    """Each criterion's own words behind its id, children after their parent."""
    source = read_study(text).source
    found: list[str] = []

    def walk(criterion: CriterionText) -> None:
        found.append(f"{criterion.id} {criterion.head.of(source)}".rstrip())
        for child in criterion.children:
            walk(child)

    for criterion in criteria(text):
        walk(criterion)
    return found


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("1. ", "2. "),
        ("1) ", "2) "),
        ("(1) ", "(2) "),
        ("1、", "2、"),
        ("1.) ", "2.) "),
        ("1: ", "2: "),
        ("1.", "2."),
        ("1\\. ", "2\\. "),
        ("4.1.8 ", "4.1.9 "),
        ("4.1 ", "4.2 "),
        ("①", "②"),
        ("（1）", "（2）"),
        ("１．", "２．"),
        ("a. ", "b. "),
        ("a) ", "b) "),
        ("(a) ", "(b) "),
        ("A. ", "B. "),
        ("i. ", "ii. "),
        ("(i) ", "(ii) "),
        ("I. ", "II. "),
        ("<1> ", "<2> "),
        ("<1>", "<2>"),
        ("\\<1\\> ", "\\<2\\> "),
        ("[1] ", "[2] "),
        ("* ", "* "),
        ("\\* ", "\\* "),
        ("- ", "- "),
        ("-", "-"),
        ("-  - ", "-  - "),
        ("– ", "– "),
        ("—", "—"),
        ("• ", "• "),
        ("•", "•"),
        ("· ", "· "),
        ("o ", "o "),
        ("+ ", "+ "),
        ("▪ ", "▪ "),
        ("●", "●"),
        ("➢ ", "➢ "),
        ("－ ", "－ "),
        ("\uf0b7 ", "\uf0b7 "),
    ],
)
def test_each_kind_of_marker_begins_a_criterion_and_is_no_part_of_it(first: str, second: str) -> None:
    text = f"Inclusion criteria:\n{first}Asthma of any grade\n{second}Signed consent\n"
    assert tree(text) == ["I1 Asthma of any grade", "I2 Signed consent"]


@pytest.mark.parametrize(
    "line",
    [
        "2.5 × ULN bilirubin or less",
        "1.5 mg/dL creatinine",
        "E. coli infection",
        "T. bili below 1.3",
        "5-FU treatment",
        "2 prior regimens",
        "18 years or older",
    ],
)
def test_words_that_look_like_a_marker_stay_in_the_criterion(line: str) -> None:
    assert tree(f"Exclusion criteria:\n{line}\nPregnancy") == [f"E1 {line}", "E2 Pregnancy"]


def test_a_letter_that_is_also_a_numeral_is_read_by_the_list_it_stands_in() -> None:
    letters = "\n".join(f"{letter}. Thing {letter}" for letter in "abcdefghij")
    assert tree(f"Inclusion criteria\n{letters}")[8:] == ["I9 Thing i", "I10 Thing j"]
    assert tree("Inclusion criteria\ni) One\nii) Two\niii) Three\niv) Four\nv) Five")[3:] == ["I4 Four", "I5 Five"]


def test_bare_numbers_are_markers_only_in_a_row_of_three() -> None:
    assert tree("Inclusion criteria\n1 Adults\n2 Asthma\n3 Consent") == ["I1 Adults", "I2 Asthma", "I3 Consent"]
    assert tree("Inclusion criteria\n1 prior regimen\n2 lesions or more") == ["I1 1 prior regimen", "I2 2 lesions or more"]


def test_a_criterion_is_numbered_by_its_place_not_by_its_marker() -> None:
    assert tree("Exclusion criteria\n7. HIV\n8. HBV\n\n1. HCV") == ["E1 HIV", "E2 HBV", "E3 HCV"]


def test_ids_count_on_through_several_sections_of_a_kind() -> None:
    text = "Breast Cancer Inclusion Criteria:\n- A1 disease\nOvarian Cancer Inclusion Criteria:\n- B1 disease\nExclusion:\n- HIV"
    found = criteria(text)
    assert [(c.id, c.group) for c in found] == [
        ("I1", "Breast Cancer Inclusion Criteria"),
        ("I2", "Ovarian Cancer Inclusion Criteria"),
        ("E1", None),
    ]


def test_text_is_the_exact_slice_of_the_source() -> None:
    source = "Inclusion criteria\n\n*  MELD \\<30 \n* PaO2 \\[mmHg\\] \\>60; \n"
    first, second = criteria(source)
    assert (first.text, second.text) == ("MELD \\<30", "PaO2 \\[mmHg\\] \\>60;")
    assert source[first.span.start : first.span.end] == first.text
    assert first.head == first.span


# ---- nesting -----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "1. Adequate function:\n   a. ANC above 1.5\n   b. Platelets above 100\n2. Consent",
        "1. Adequate function:\na. ANC above 1.5\nb. Platelets above 100\n2. Consent",
        "- Adequate function:\n  - ANC above 1.5\n  - Platelets above 100\n- Consent",
        "- Adequate function:\n\t* ANC above 1.5\n\t* Platelets above 100\n- Consent",
        "1. Adequate function:\n- ANC above 1.5\n- Platelets above 100\n2. Consent",
        "4.1 Adequate function:\n4.1.1 ANC above 1.5\n4.1.2 Platelets above 100\n4.2 Consent",
        "1. Adequate function:\n   ANC above 1.5\n   Platelets above 100\n2. Consent",
        "• Adequate function:\no ANC above 1.5\no Platelets above 100\n• Consent",
    ],
)
def test_items_under_a_head_are_its_children(text: str) -> None:
    expected = ["I1 Adequate function:", "I1.1 ANC above 1.5", "I1.2 Platelets above 100", "I2 Consent"]
    assert tree("Inclusion Criteria:\n" + text) == expected


def test_children_of_children() -> None:
    text = "Exclusion criteria\n1. Heart disease:\n  a. Failure:\n    i. NYHA III\n    ii. NYHA IV\n  b. Angina\n2. HIV"
    assert tree(text) == ["E1 Heart disease:", "E1.1 Failure:", "E1.1.1 NYHA III", "E1.1.2 NYHA IV", "E1.2 Angina", "E2 HIV"]
    outer = criteria(text)[0]
    assert outer.text.startswith("Heart disease:")
    assert outer.text.endswith("b. Angina")
    assert outer.span.covers(outer.children[0].children[1].span)


def test_a_change_of_marker_at_the_same_column_begins_no_child() -> None:
    assert tree("Inclusion criteria\n- Adults\n+ Asthma\n* Consent") == ["I1 Adults", "I2 Asthma", "I3 Consent"]


def test_an_indented_item_under_a_finished_sentence_is_a_criterion_of_its_own() -> None:
    assert tree("Exclusion criteria\n  - Planned surgery.\n     1. Dementia.\n     2. Pregnancy.") == [
        "E1 Planned surgery.",
        "E2 Dementia.",
        "E3 Pregnancy.",
    ]


def test_a_registry_bullet_before_the_authors_own_is_no_level() -> None:
    assert tree("Exclusion criteria\n  -  ➢ Under 7 years\n       -  Pregnancy\n       -  Allergy") == [
        "E1 Under 7 years",
        "E2 Pregnancy",
        "E3 Allergy",
    ]


def test_words_after_the_children_are_the_tail() -> None:
    source = "Inclusion criteria\n1. Adequate function:\n   a. ANC above 1.5\n   b. Platelets above 100\n  within seven days\n2. Consent"
    first = criteria(source)[0]
    assert [c.text for c in first.children] == ["ANC above 1.5", "Platelets above 100"]
    assert first.tail is not None
    assert first.tail.of(source) == "within seven days"
    assert first.span.end == first.tail.end


def test_absurd_nesting_stays_in_the_text_of_the_eighth_level() -> None:
    source = "Inclusion criteria\n" + "\n".join("  " * depth + f"- Level {depth}:" for depth in range(12))
    criterion = criteria(source)[0]
    levels = 1
    while criterion.children:
        criterion, levels = criterion.children[0], levels + 1
    assert levels == 8
    assert criterion.text.endswith("- Level 11:")


# ---- items tied by "or" ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["1. Postmenopausal, or\n2. Sterile\n3. Consent", "1. Postmenopausal\nOR\n2. Sterile\n3. Consent"])
def test_demands_tied_by_or_are_one_criterion_with_two_children(text: str) -> None:
    first, second = criteria("Inclusion criteria:\n" + text)
    assert first.head.start == first.head.end
    assert [c.text.split()[0].rstrip(",") for c in first.children] == ["Postmenopausal", "Sterile"]
    assert (second.id, second.text) == ("I2", "Consent")


def test_exclusions_tied_by_or_stay_apart() -> None:
    assert len(criteria("Exclusion criteria:\n1. Pregnant, or\n2. Nursing")) == 2


# ---- wrapped lines -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wrapped",
    [
        "1. Bilirubin of less than two times the\n   upper limit of normal\n2. Consent",
        "1. Bilirubin of less than two times the\nupper limit of normal\n2. Consent",
        "1. Bilirubin of less than two times the\n\n   upper limit of normal\n2. Consent",
        "- Bilirubin of less than two times the\n  upper limit of normal\n- Consent",
        "Bilirubin of less than two times the\nupper limit of normal\nConsent",
    ],
)
def test_an_item_wrapped_over_lines_is_one_criterion(wrapped: str) -> None:
    first, second = criteria("Inclusion criteria:\n" + wrapped)
    assert first.text.split() == ["Bilirubin", "of", "less", "than", "two", "times", "the", "upper", "limit", "of", "normal"]
    assert second.text == "Consent"


def test_a_line_without_marker_continues_a_marked_item_even_when_it_begins_with_a_capital() -> None:
    assert [c.text for c in criteria("Inclusion criteria\n1. Disease of the\nLung as seen by CT\n2. Consent")] == [
        "Disease of the\nLung as seen by CT",
        "Consent",
    ]


def test_in_text_without_markers_each_line_is_a_criterion() -> None:
    assert tree("Exclusion criteria\nPregnancy\nHIV\nAge under 18 years\n2 prior lines") == [
        "E1 Pregnancy",
        "E2 HIV",
        "E3 Age under 18 years",
        "E4 2 prior lines",
    ]


def test_a_column_of_lower_case_names_is_not_a_wrapped_sentence() -> None:
    lines = ["Severe heart failure of any cause in the last six months", "Bone lesions", "ascites", "pleural effusion", "cystic lesions"]
    text = "Exclusion criteria\n" + "\n".join(lines)
    assert [c.text for c in criteria(text)][2:] == ["ascites", "pleural effusion", "cystic lesions"]


def test_a_number_at_the_start_of_a_wrapped_line_is_no_marker() -> None:
    text = "Exclusion criteria\n1. Toxicity of grade\n3. Diarrhoea counts too\n2. HIV"
    assert [c.text for c in criteria(text)] == ["Toxicity of grade\n3. Diarrhoea counts too", "HIV"]


# ---- several items in one paragraph ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "items",
    [
        "<1> septic shock; <2> active bleeding; <3> kidney failure",
        "<1>septic shock; <2>active bleeding; <3>kidney failure",
        "(1) septic shock; (2) active bleeding; (3) kidney failure",
        "1) septic shock, 2) active bleeding, 3) kidney failure",
        "1. septic shock. 2. active bleeding. 3. kidney failure",
        "a) septic shock, b) active bleeding and c) kidney failure",
        "(i) septic shock (ii) active bleeding (iii) kidney failure",
        "① septic shock ② active bleeding ③ kidney failure",
        "• septic shock • active bleeding • kidney failure",
        "1-septic shock; 2-active bleeding; 3-kidney failure",
    ],
)
def test_a_list_inside_a_paragraph_makes_children(items: str) -> None:
    (parent,) = criteria(f"Exclusion criteria\n- Severe disease, including: {items}")
    assert [c.id for c in parent.children] == ["E1.1", "E1.2", "E1.3"]
    for child, words in zip(parent.children, ("septic shock", "active bleeding", "kidney failure"), strict=True):
        assert child.text.startswith(words)


@pytest.mark.parametrize(
    "line",
    [
        "Toxicity of grade (1) or (2)",
        "Hepatitis A. Hepatitis B. Hepatitis C.",
        "ECOG status of 1. Karnofsky of 2. Nothing else",
        "Creatinine 1.5 mg/dL and bilirubin 2.5 mg/dL",
        "Only (2) lesions and (3) nodes",
        "Aged (1) year",
        "Function (as shown by 1) creatinine and 2) urea) is normal",
        "5-FU, 2-week washout, 12-lead ECG",
    ],
)
def test_numbers_that_are_no_list_do_not_split(line: str) -> None:
    assert [c.text for c in criteria(f"Inclusion criteria\n- {line}")] == [line]
    assert criteria(f"Inclusion criteria\n- {line}")[0].children == ()


def test_a_sentence_after_an_inline_list_is_the_tail() -> None:
    source = "Inclusion criteria\n- One of: (1) asthma; (2) emphysema. Both must be stable for a month."
    (parent,) = criteria(source)
    assert [c.text for c in parent.children] == ["asthma;", "emphysema."]
    assert parent.tail is not None
    assert parent.tail.of(source) == "Both must be stable for a month."


def test_items_that_run_on_in_one_line_are_siblings() -> None:
    assert tree("Inclusion criteria: 1. Adults 2. Asthma 3. Consent Exclusion criteria: 1. HIV 2. Pregnancy") == [
        "I1 Adults",
        "I2 Asthma",
        "I3 Consent",
        "E1 HIV",
        "E2 Pregnancy",
    ]


# ---- groups and heads --------------------------------------------------------------------------------------------------------------


def test_a_label_over_items_is_their_group_and_no_criterion() -> None:
    found = criteria("Inclusion criteria\n\nHepatic:\n- ALT below 3 × ULN\n\nRenal:\n- Creatinine below 2 mg/dL\n- No dialysis\n")
    assert [(c.text, c.group) for c in found] == [
        ("ALT below 3 × ULN", "Hepatic"),
        ("Creatinine below 2 mg/dL", "Renal"),
        ("No dialysis", "Renal"),
    ]


def test_a_line_that_only_announces_the_list_is_no_criterion() -> None:
    assert tree("Inclusion criteria\nPatients must meet all of the following criteria:\n1. Adults\n2. Consent") == [
        "I1 Adults",
        "I2 Consent",
    ]


def test_one_of_the_following_keeps_the_list_under_it_in_an_inclusion_only() -> None:
    text = "Patients must meet one of the following:\n1. Asthma\n2. Emphysema"
    assert tree("Inclusion criteria\n" + text) == ["I1 Patients must meet one of the following:", "I1.1 Asthma", "I1.2 Emphysema"]
    assert tree("Exclusion criteria\nAny of the following:\n1. Asthma\n2. Emphysema") == ["E1 Asthma", "E2 Emphysema"]


def test_a_list_on_one_level_with_its_head_reaches_as_far_as_the_forms_of_its_lines() -> None:
    found = criteria("Inclusion criteria\nHas one of the following:\nLow FEV1\nWheezing\nPatients must be able to walk\nNo prior surgery\n")
    assert [(c.text.split("\n")[0], [k.text for k in c.children], c.sure) for c in found] == [
        ("Has one of the following:", ["Low FEV1", "Wheezing"], None),
        ("Patients must be able to walk", [], None),
        ("No prior surgery", [], None),
    ]


def test_items_that_may_stand_behind_the_end_of_a_list_are_children_that_are_not_sure() -> None:
    found = criteria("Inclusion criteria\nHas one of the following:\nFEV1 below 80%\nWheezing at night\nDaily cough in winter months\n")
    assert [(len(c.children), c.sure) for c in found] == [(3, 2)]


def test_a_list_with_too_many_doubtful_items_is_named_on_what_follows() -> None:
    rows = "".join(f"Symptom number {n} on most days\n" for n in range(12))
    found = criteria("Exclusion criteria\nTreatment with steroids except for the following:\n" + rows)
    assert [len(c.children) for c in found] == [1] + [0] * 11
    assert {c.lead for c in found[1:]} == {"Treatment with steroids except for the following:"}


def test_a_denying_head_ends_where_the_next_line_denies() -> None:
    found = criteria(
        "Inclusion criteria\nNo heart disease, including any of the following:\nAngina that needs drugs\nAny prior infarction\nNo stroke\n"
    )
    assert [len(c.children) for c in found] == [2, 0]


def test_items_that_only_say_what_things_are_called_stay_under_their_head() -> None:
    found = criteria("Inclusion criteria\nThe following are considered minor surgery:\nBiopsies\nPort placement\nPatients must be adults\n")
    assert [len(c.children) for c in found] == [2, 0]


def test_an_old_record_has_labels_without_a_colon_and_values_on_the_next_line() -> None:
    text = (
        "PATIENT CHARACTERISTICS:\nAge\n18 to 60\nPerformance status:\nECOG 0-1\nHepatic\nALT below 3 × ULN Renal\nNo dialysis\nOther\n"
        "Not pregnant"
    )
    found = criteria(text)
    assert [(c.text, c.group) for c in found] == [
        ("Age\n18 to 60", "PATIENT CHARACTERISTICS"),
        ("Performance status:\nECOG 0-1", "PATIENT CHARACTERISTICS"),
        ("ALT below 3 × ULN", "Hepatic"),
        ("No dialysis", "Renal"),
        ("Not pregnant", "PATIENT CHARACTERISTICS"),
    ]


def test_notes_and_placeholders_are_kept_as_criteria() -> None:
    assert tree("Inclusion criteria\n- Asthma\n- Note: stable for a month\nExclusion criteria\nNone") == [
        "I1 Asthma",
        "I2 Note: stable for a month",
        "E1 None",
    ]


@pytest.mark.parametrize(
    "text", ["Inclusion Criteria:\n\nExclusion Criteria:\n", "... --- ***", "Inclusion criteria:\n1.\n2.\n", "(((((" * 1000]
)
def test_a_text_without_any_criterion_is_an_error(text: str) -> None:
    message = (
        "^E110: no criterion found in the eligibility text\n"
        "  hint: give a study JSON, a saved registry page, or text with 'Inclusion criteria:' and 'Exclusion criteria:' headings$"
    )
    with pytest.raises(TrialError, match=message):
        criteria(text)


def test_an_item_behind_its_heading_stands_in_a_list_with_those_below() -> None:
    assert tree("Inclusion: - Adults\n           - Asthma\n           - Consent") == ["I1 Adults", "I2 Asthma", "I3 Consent"]
