"""OMOP CDM v5.4 → native records: where the tables are (`source`), what their cells mean (`cells`, `concepts`), one module per subject."""
