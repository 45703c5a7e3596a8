"""The closed vocabularies of a fact."""

from typing import Literal, get_args

Kind = Literal[
    "count", "money", "percent", "ratio", "duration", "measurement", "date", "ordinal", "facility",
]  # fmt: skip
Category = Literal[
    "beneficiaries", "staff", "people", "facilities", "beds", "services", "equipment", "organizations",
    "records", "jobs", "money", "time", "event", "other",
]  # fmt: skip
Modifier = Literal["exact", "approximate", "more_than", "less_than", "at_least", "at_most"]
Change = Literal["increase", "decrease"]
Status = Literal["actual", "planned"]

KINDS: tuple[Kind, ...] = get_args(Kind)
CATEGORIES: tuple[Category, ...] = get_args(Category)
MODIFIERS: tuple[Modifier, ...] = get_args(Modifier)
CHANGES: tuple[Change, ...] = get_args(Change)
STATUSES: tuple[Status, ...] = get_args(Status)
