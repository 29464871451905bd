"""Contract §2, Lists: what the members of a list share with each other: a distance in time, a noun, a place, a further adjective."""

from __future__ import annotations

from typing import Any

from spec.contract import check, excludes, needs, table

NOTHING = {"complete": ["conditions", "procedures", "medications"]}
_SOON, _LONG_AGO = "2026-10-20", "2020-01-01"


def done(name: str, date: str = _SOON, **fields: Any) -> dict[str, Any]:
    return NOTHING | {"procedures": [{"name": name, "date": date, **fields}]}


def has(name: str, **fields: Any) -> dict[str, Any]:
    return NOTHING | {"conditions": [{"name": name, **fields}]}


def also(record: dict[str, Any], *drugs: str) -> dict[str, Any]:
    return record | {"medications": [{"name": d, "start": "2026-01-01"} for d in drugs]}


def ratios(**values: float) -> dict[str, Any]:
    tests = [{"name": n, "value": v, "unit": "s", "date": _SOON, "low": 0.5, "high": 1} for n, v in values.items()]
    return {"observations": [o | ({"unit": "1"} if o["name"] == "INR" else {}) for o in tests]}


@table(
    needs("At least 4 weeks from chemotherapy, or radiotherapy", "the second lately", done("radiotherapy"), "fail"),
    needs("At least 4 weeks from chemotherapy, or radiotherapy", "the first lately", done("chemotherapy"), "fail"),
    needs("At least 4 weeks from chemotherapy, or radiotherapy", "both long ago", done("radiotherapy", _LONG_AGO), "match"),
    needs("At least 2 weeks since surgery, or dialysis, or radiotherapy", "the last lately", done("radiotherapy"), "fail"),
    needs("More than 6 months from stroke, or infarction", "the second lately", has("myocardial infarction", onset=_SOON), "fail"),
    needs("More than 6 months from stroke, or infarction", "neither", NOTHING, "match"),
    excludes("Less than 6 months since stroke, or gout", "a state of its own", has("gout", onset=_LONG_AGO), "fail"),
    excludes("Less than 4 weeks since surgery, or radiotherapy", "the second long ago", done("radiotherapy", _LONG_AGO), "match"),
    excludes("Less than 4 weeks since surgery, or radiotherapy", "the second lately", done("radiotherapy"), "fail"),
)
def test_a_distance_before_a_list_goes_on_behind_a_comma(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    needs("PT/INR/PTT ≤ 1.5 × ULN", "the first too high", ratios(PT=2, INR=1, PTT=1), "fail"),
    needs("PT/INR/PTT ≤ 1.5 × ULN", "the second too high", ratios(PT=1, INR=2, PTT=1), "fail"),
    needs("PT/INR/PTT ≤ 1.5 × ULN", "all low", ratios(PT=1, INR=1, PTT=1), "match"),
    needs("PTT/PT/INR ≤ 1.5 × ULN", "the second too high", ratios(PT=2, INR=1, PTT=1), "fail"),
    excludes("INR/PT/aPTT > 1.5 × ULN", "the second too high", ratios(PT=2, INR=1, PTT=1), "fail"),
    needs("PT/INR ≤ 1.5 × ULN", "two names of one thing", ratios(INR=1), "match"),
    needs("PT/INR and PTT ≤ 1.5 × ULN", "two names of one thing", ratios(INR=1, PTT=1), "match"),
)
def test_each_name_between_slashes_counts(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Breast or abdominal reconstructive surgery", "another surgery there", done("lumpectomy"), "match"),
    excludes("Breast or abdominal reconstructive surgery", "at the first", done("reconstructive surgery", site="breast"), "fail"),
    excludes("Breast or abdominal reconstructive surgery", "elsewhere", done("reconstructive surgery", site="foot"), "match"),
    excludes("Eye or skin bacterial infection", "at the first", has("bacterial infection", site="eye"), "fail"),
    excludes("Eye or skin bacterial infection", "another there", has("viral conjunctivitis"), "match"),
    excludes("Cardiac or thoracic aortic surgery", "of the first", done("coronary artery bypass graft"), "fail"),
    excludes("Surgery under general or spinal anaesthesia", "no surgery", done("spinal anaesthesia"), "match"),
    excludes("Surgery under spinal or general anaesthesia", "no surgery", done("general anaesthesia"), "match"),
    excludes("Surgery under local, regional or general anaesthesia", "surgery", done("hip replacement"), "unknown"),
    excludes("Surgery requiring general or spinal anaesthesia", "no surgery", done("spinal anaesthesia"), "match"),
    excludes("Asthma requiring oral or inhaled corticosteroids", "no asthma", also(NOTHING, "inhaled budesonide"), "match"),
    excludes("Pain on heart or kidney surgery, gout", "another member", has("gout"), "fail"),
)
def test_places_and_circumstances_share_one_noun(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Hepatitis, viral, autoimmune or alcoholic", "of another kind", has("drug-induced hepatitis"), "match"),
    excludes("Hepatitis, viral, autoimmune or alcoholic", "the first", has("hepatitis B"), "fail"),
    excludes("Hepatitis, viral, autoimmune or alcoholic", "the last", has("alcoholic hepatitis"), "fail"),
    excludes("Hepatitis, viral, autoimmune or alcoholic", "alcoholism", has("alcoholism"), "match"),
    excludes("Hepatitis (viral, autoimmune or alcoholic)", "alcoholism", has("alcoholism"), "match"),
    excludes("Hepatitis (viral, autoimmune or alcoholic)", "the second", has("autoimmune hepatitis"), "fail"),
    excludes("Hepatitis (viral)", "of another kind", has("autoimmune hepatitis"), "match"),
    excludes("Pneumonia, bacterial, viral or fungal", "the first", has("bacterial pneumonia"), "fail"),
    excludes("Pneumonia, bacterial, viral or fungal", "of an unknown kind", has("pneumonia"), "unknown"),
    excludes("Hepatitis, viral, chronic renal failure", "another member", has("chronic renal failure"), "fail"),
    excludes("Hepatitis, viral, chronic renal failure", "of another kind", has("autoimmune hepatitis"), "match"),
    excludes("Hepatitis, viral, cardiac or renal disease", "any of the first", has("autoimmune hepatitis"), "fail"),
    excludes("Hepatitis, alcoholism", "two members", has("alcoholism"), "fail"),
)
def test_kinds_behind_their_noun(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


_RECURRENT = has("recurrent breast cancer")
_BOTH = has("recurrent unresectable breast cancer")


@table(
    needs("Breast cancer (recurrent or metastatic, unresectable)", "one of two", _RECURRENT, "unknown"),
    needs("Breast cancer (recurrent or metastatic, unresectable)", "and the other", _BOTH, "match"),
    needs("Breast cancer (recurrent, metastatic or unresectable)", "one of three", _RECURRENT, "match"),
    needs("Breast cancer, recurrent or metastatic, unresectable", "one of two", _RECURRENT, "unknown"),
    needs("Recurrent or metastatic, unresectable breast cancer", "one of two", _RECURRENT, "unknown"),
    needs("Recurrent or metastatic, unresectable breast cancer", "and the other", _BOTH, "match"),
)
def test_behind_or_a_comma_begins_something_further(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


_LONG = {"onset": "2010-01-01"}


@table(
    excludes("Asthma (> 5 years with steroids)", "no asthma", also(has("gout", **_LONG), "prednisone"), "match"),
    excludes("Asthma (> 5 years with steroids)", "no steroids", has("asthma", **_LONG), "match"),
    excludes("Asthma (> 5 years with steroids)", "both", also(has("asthma", **_LONG), "prednisone"), "fail"),
    excludes("Asthma (> 5 years, severe)", "long, mild", has("asthma", severity="mild", **_LONG), "match"),
    excludes("Diabetes type 1, 2 or 3", "the second", has("type 2 diabetes"), "fail"),
    excludes("Diabetes type 1, 2 or 3", "none", NOTHING, "unknown"),
    excludes("Hepatitis type A, B or C", "the second", has("hepatitis B"), "fail"),
    excludes("Hepatitis type A, B or C", "none of them", has("autoimmune hepatitis"), "match"),
)
def test_lengths_and_numbers_leave_the_name_before_them(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)
