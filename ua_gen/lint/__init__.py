"""Checks of case files: a registry of rules, their manuals, the runner, and what is selected or suppressed."""
