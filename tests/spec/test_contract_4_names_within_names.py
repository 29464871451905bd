"""Contract §4: an entry not known as a whole possibly fits what its last words, or an abbreviation among them, name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spec.contract import Kind, check, each, table

PLAINLY_NOT = ("asthma", "hypertension", "gout", "brittle asthma", "nocturnal gout", "long-standing psoriasis")


@table(
    *each("Myocardial infarction", "fail", "inferior MI", "anterior MI"),
    *each("Myocardial infarction", "unknown", "silent MI", "type 2 MI", "lateral wall MI", "inferior mi"),
    *each("Myocardial infarction", "match", "sustained VT", "saddle PE", "frequent PVCs", "diabetic CKD", *PLAINLY_NOT),
    *each("Ventricular tachycardia", "fail", "nonsustained VT"),
    *each("Ventricular tachycardia", "unknown", "sustained VT", "monomorphic VT"),
    *each("Ventricular tachycardia", "match", "inferior MI", "rapid AF", *PLAINLY_NOT),
    *each("History of ventricular arrhythmias", "unknown", "sustained VT", "frequent PVCs"),
    *each("Pulmonary embolism", "unknown", "saddle PE", "provoked PE"),
    *each("Pulmonary embolism", "match", "inferior MI", "multiple DVTs", *PLAINLY_NOT),
    *each("Atrial fibrillation", "unknown", "rapid AF", "lone AF", "post-operative AF"),
    *each("Deep vein thrombosis", "unknown", "femoral DVT", "provoked DVTs"),
    *each("Urinary tract infection", "unknown", "post-coital UTIs"),
    *each("Chronic kidney disease", "unknown", "diabetic CKD"),
    *each("Multiple sclerosis", "unknown", "aggressive MS"),
    *each("Heart disease", "unknown", "old inferior MI with a stent", "ischemic CHF"),
    # Words that only say how it is.
    *each("Atrial fibrillation", "fail", "new AF", "newly diagnosed atrial fibrillation"),
    *each("Premature ventricular contractions", "fail", "frequent PVCs"),
    *each("Deep vein thrombosis", "fail", "multiple DVTs"),
    # Of a general term any unknown name may be a further kind.
    *each("Heart disease", "match", "asthma", "hypothyroidism", "gout", "psoriasis", "migraine"),
)
def test_an_abbreviation_among_other_words(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    *each("Ulcer", "fail", "pressure ulcer", "gastric ulcer", "leg ulcer", "corneal ulcer", "oral ulcer"),
    *each("Ulcer", "match", "asthma", "gout", "hypertension", "ulcerative colitis", "diabetes", "psoriasis"),
    *each("Ulcer", "unknown", "diabetic foot ulcer"),
    *each("Gastric ulcer", "unknown", "ulcer"),
    *each("Gastric ulcer", "match", "pressure ulcer", "asthma", "gout", "hypertension", "psoriasis"),
    *each("Varices", "fail", "esophageal varices"),
    *each("Neuralgia", "unknown", "trigeminal neuralgia"),
    *each("Stenosis", "fail", "aortic stenosis", "carotid stenosis"),
    *each("Stenosis", "match", "asthma", "gout", "hypertension", "aortic aneurysm", "psoriasis"),
    *each("Retinopathy", "fail", "diabetic retinopathy", "hypertensive retinopathy"),
    *each("Retinopathy", "match", "cataract", "asthma", "gout", "hypertension", "diabetic nephropathy"),
    *each("Atherosclerosis", "fail", "coronary atherosclerosis"),
    *each("Diarrhea", "unknown", "infectious diarrhea"),
    *each("Diarrhea", "match", "asthma", "gout", "constipation", "hypertension", "psoriasis"),
    # Diseases that show themselves so at times, or elsewhere than is meant.
    *each("Headache", "unknown", "migraine", "cluster headache"),
    *each("Edema", "unknown", "macular edema"),
    *each("Fever", "unknown", "Q fever"),
    *each("Fever", "match", "hay fever", "asthma", "gout", "hypertension", "psoriasis"),
)
def test_a_general_word_takes_in_what_is_called_so(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)
