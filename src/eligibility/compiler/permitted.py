"""What a permission does to the statements beside it (contract §2, Permissions).

Alone it rules nobody out. Beside a statement of who is excluded ("brain metastases; patients with treated ones are eligible") it says whom
that leaves out, and its words were not read as a condition: whoever has the one may be excused by the other.
"""

from __future__ import annotations

from eligibility.rules.nodes import AllOf, AnyNode, AnyOf, Not, Opaque, Permission, children, walk, with_children


def excuse(rule: AnyNode) -> AnyNode:
    """The rule with the denied permissions in it made exceptions that a person must look at."""
    return rule if _denied(rule) else _excused(rule)


def _excused(node: AnyNode) -> AnyNode:
    denied = [part for part in children(node) if _denied(part)]
    others = [_excused(part) for part in children(node) if not _denied(part)]
    if denied and others and isinstance(node, AnyOf):
        stated = others[0] if len(others) == 1 and node.label is None else node.replaced(children=tuple(others))
        return AllOf(span=node.span, children=(stated, *(Not(span=p.span, child=_open(p)) for p in denied)))
    if denied and others and isinstance(node, AllOf):
        return node.replaced(children=(*others, *(Not(span=p.span, child=_open(p)) for p in denied)))
    return with_children(node, lambda part: _open(part) if _denied(part) else _excused(part))


def _denied(node: AnyNode) -> bool:
    """Whether it is nothing but permissions, which as an exclusion are denied."""
    if isinstance(node, AllOf | AnyOf):
        return all(map(_denied, node.children))
    return isinstance(node, Not) and isinstance(node.child, Permission)


def _open(node: AnyNode) -> Opaque:
    said = [part.text for part in walk(node) if isinstance(part, Permission)]
    return Opaque(span=node.span, text=" ".join(said))
