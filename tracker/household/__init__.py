"""The household: who uses Kitelog, its zone, its office window and its allowances."""

from tracker.household.room import AllowanceCard, Household, HouseholdCard, MemberCard

__all__ = ["AllowanceCard", "Household", "HouseholdCard", "MemberCard"]
