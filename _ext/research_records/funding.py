"""Grants that pay for projects, and the words that funders ask for."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from research_records.fields import Id, Model, Short
from research_records.values import Block, Fact, Image, Reference, Text, Value

EU_EMBLEM = Image("/images/eu-emblem.svg", "Emblem of the European Union", 135, 90)
EU_STATEMENT = (
    "Funded by the European Union. Views and opinions expressed are however those of "
    "the author(s) only and do not necessarily reflect those of the European Union or "
    "the European Research Executive Agency. Neither the European Union nor the "
    "granting authority can be held responsible for them."
)


class Funding(Model):
    """One grant that pays for a project; *amount* is in units of *currency*."""

    funder: Id
    programme: Short | None = None
    grant_number: Short | None = None
    amount: Annotated[Decimal, Field(gt=0, max_digits=15)] | None = None
    currency: Annotated[str, Field(pattern="^[A-Z]{3}$")] | None = None
    scheme: Literal["horizon-europe", "msca", "cost", "snsf"] | None = None

    def acknowledgement(self) -> list[Block]:
        """Return what the funder asks grantees to say.

        Sources: Horizon Europe Model Grant Agreement, Article 17.2 (emblem and
        statement) and 17.3 (disclaimer); the COST Association's and the SNSF's
        guidelines on acknowledgement.
        """
        words = f"{self.scheme} {self.funder} {self.programme}".lower()
        number = f" {self.grant_number}" if self.grant_number else ""
        if "msca" in words or "horizon" in words:
            agreement = f" Grant agreement{number}." if number else ""
            return [EU_EMBLEM, Text(EU_STATEMENT + agreement)]
        if "cost" in words:
            by = "supported by COST (European Cooperation in Science and Technology)."
            return [Text(f"Based upon work from COST Action{number}, {by}")]
        if "snsf" in words:
            grant = f", grant{number}" if number else ""
            by = "Supported by the Swiss National Science Foundation"
            return [Text(f"{by}{grant}.")]
        return []

    @property
    def statement(self) -> str:
        """Return the words of the acknowledgement, without emblem."""
        return " ".join(one.text for one in self.acknowledgement() if isinstance(one, Text))

    def payer(self, word: Callable[[str], str] = str) -> list[Value]:
        """Return funder and number of the grant; *word* translates."""
        number = [f"{word('grant')} {self.grant_number}"] if self.grant_number else []
        return [Reference("partner", self.funder), *number]

    def fact(self) -> Fact:
        """Return funder, number and amount."""
        values = self.payer()
        if self.amount is not None:
            places = 2 if self.amount % 1 else 0
            values.append(f"{self.currency or ''} {self.amount:,.{places}f}".strip())
        return Fact("Funding", values)
