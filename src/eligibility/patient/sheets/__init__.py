"""Spreadsheets → patient records: what a header means (`headers`), what a cell says (`cells`), and the mapping file that corrects both."""
