"""FHIR R4 (and R4B) resources → the patient record. `from_fhir` beside this folder is its door.

    source → located resources → one patient's resources → record entries and notes

`sources` finds the resources of a bundle, a list, an NDJSON file or a bulk export; `holdings` says whose each is and which version of it
counts; `person` reads one patient by the modules of the single resources. A resource is plain JSON, read field by field: what a field
must be is checked where it is read, and unknown fields are tallied, so that a server's extensions stop nobody.
"""
