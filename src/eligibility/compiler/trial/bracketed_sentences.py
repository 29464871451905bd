"""Brackets that are a sentence of their own: "No prior chemotherapy. (Prior hormone therapy is permitted)."."""

from __future__ import annotations

from eligibility.compiler.links.permissions import permits_conditionally
from eligibility.compiler.syntax.elements import any_of_type
from eligibility.compiler.syntax.parse_tree import LINKS, Block, Element, Group


def unwrapped(block: Block) -> Block:
    """A permission that stands in brackets as a sentence is one like the others: "(Prior hormone therapy is permitted)."."""
    for place in range(len(block.sentences) - 1, 0, -1):
        segments = block.sentences[place].segments
        units = segments[0].units if len(segments) == 1 else []
        group = units[0].parts[0] if len(units) == 1 and len(units[0].parts) == 1 else None
        if isinstance(group, Group) and _only_permits(group.block):
            block.sentences[place] = group.block.sentences[0]
    return block


def _only_permits(block: Block) -> bool:
    segments = block.sentences[0].segments
    if _says_one_thing(block) and permits_conditionally(segments[0]):
        return True
    if len(block.sentences) != 1 or len(segments) != 1 or any_of_type(segments[0].separators, LINKS):
        return False
    parts = [p for u in segments[0].units for p in u.parts]
    elements = [p for p in parts if isinstance(p, Element)]
    said = [e.type for e in elements if e.type != "FILLER"]
    return len(elements) == len(parts) and bool(said) and said[-1] == "ALLOWED" and not {"NEG", "DEMAND", "MUSTNOT"} & set(said)


def _says_one_thing(block: Block) -> bool:
    """Whether there is one sentence of one segment, perhaps with a full stop behind it."""
    rest = [u for s in block.sentences[1:] for g in s.segments for u in g.units if u.parts]
    return not rest and len(block.sentences[0].segments) == 1
