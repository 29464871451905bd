"""The base of every public data model: frozen, strict about unknown fields."""

from __future__ import annotations

from typing import Any, Self

from pydantic import BaseModel, ConfigDict

_new = object.__new__
# What `object.__setattr__` comes to, without looking the names up each time: some ten nodes are made and copied for each criterion.
_SLOTS = ("__dict__", "__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__")
_set_values, _set_given, _set_extra, _set_private = (BaseModel.__dict__[slot].__set__ for slot in _SLOTS)
_FIELDS: dict[type[BaseModel], set[str]] = {}
"""The fields of each class, for all its trusted models: nothing ever changes the set of a frozen one, and a copy has its own."""
_SHAPES: dict[tuple[object, ...], tuple[dict[str, Any], set[str]]] = {}
"""By a class and the names of the fields that are given: all its fields with their defaults, and the set of the given ones."""


class Model(BaseModel):
    """A frozen pydantic model that refuses fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    @classmethod
    def trusted(cls, **values: Any) -> Self:
        """The model of values known to be right: all fields, in their order.

        `model_construct` fills in and sorts what is missing; here nothing is, and results are made by the dozen for each screening.
        """
        made = _new(cls)
        _set_values(made, values)
        _set_given(made, _FIELDS.get(cls) or _FIELDS.setdefault(cls, set(values)))
        _set_extra(made, None)
        _set_private(made, None)
        return made

    @classmethod
    def made(cls, **values: Any) -> Self:
        """The model of values known to be right; fields that are left out have their defaults.

        Validation takes three times as long, and gives each model a set of its own for the names of its fields.
        """
        key = (cls, *values)
        defaults, given = _SHAPES.get(key) or _SHAPES.setdefault(key, cls._shape(values))
        made = _new(cls)
        _set_values(made, defaults | values)
        _set_given(made, given)
        _set_extra(made, None)
        _set_private(made, None)
        return made

    @classmethod
    def _shape(cls, values: dict[str, Any]) -> tuple[dict[str, Any], set[str]]:
        fields = cls.model_fields
        wrong = values.keys() - fields.keys() | {name for name, field in fields.items() if field.is_required() and name not in values}
        if wrong:
            raise TypeError(f"{cls.__name__} is made with all fields that have no default, and no others: {', '.join(sorted(wrong))}")
        return {name: field.get_default(call_default_factory=True) for name, field in fields.items()}, set(values)

    def replaced(self, **values: Any) -> Self:
        """A copy with some fields replaced by values known to be right.

        `model_copy` does no more, but takes twice as long to see that there is nothing private; trees are copied node by node.
        """
        known = self.__pydantic_fields_set__
        made = _new(type(self))
        _set_values(made, self.__dict__ | values)
        _set_given(made, known if known.issuperset(values) else known.union(values))
        _set_extra(made, None)
        _set_private(made, None)
        return made
