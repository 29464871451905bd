"""Writes the pages of docs/ that are generated from the code. `--check` only compares.

They are generated so that they never say more than the code does.
"""

from __future__ import annotations

import difflib
import sys
from collections.abc import Callable
from pathlib import Path

from docs_modules import modules_page
from docs_seeds import seeds_page

DOCS = Path(__file__).parent.parent / "docs"
PAGES: dict[str, Callable[[], str]] = {"seeds.md": seeds_page, "modules.md": modules_page}


def main() -> int:
    """Exit code 1 when `--check` finds that a page is not what the code would write."""
    check = "--check" in sys.argv[1:]
    old_ones = [name for name, page in PAGES.items() if not _written(DOCS / name, page(), check)]
    if old_ones:
        print(f"not up to date: {', '.join(f'docs/{name}' for name in old_ones)}; run make docs and read the difference", file=sys.stderr)
    return 1 if old_ones else 0


def _written(path: Path, new: str, check: bool) -> bool:
    """Whether the page is up to date; without `check` it is made so."""
    if not check:
        path.write_text(new, "utf-8")
        return True
    old = path.read_text("utf-8") if path.exists() else ""
    sys.stdout.writelines(difflib.unified_diff(old.splitlines(True), new.splitlines(True), str(path.name), "what the code says now"))
    return old == new


if __name__ == "__main__":
    sys.exit(main())
