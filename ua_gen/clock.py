"""What day it is: the one place that asks the machine."""

import datetime
from typing import NamedTuple

EARTH = datetime.timedelta(days=1)  # Somewhere it is tomorrow already, for some hours of every day.


def latest(day: datetime.date) -> datetime.date:
    """The latest date that anybody on earth may write while it is that day here: what bears it may have happened."""
    return day + EARTH if day < datetime.date.max else day


class Days(NamedTuple):
    """The date on documents, at which a case is judged, and the day that it is, at which it is judged as well."""

    day: datetime.date
    real: datetime.date

    @property
    def is_past(self) -> bool:
        """The documents bear a date of before: they may be meant for the archive."""
        return self.day < self.real

    @property
    def known(self) -> datetime.date:
        """The last day of which anything may be known."""
        return latest(self.real)


def days(date: datetime.date | None = None) -> Days:
    """The days for documents of this date; None: of today."""
    real = today()
    return Days(date or real, real)


def today() -> datetime.date:
    """The day that it is here. No zone, whatever it says, is more than a day away from universal time."""
    universal = datetime.datetime.now(datetime.UTC).date()
    return min(max(datetime.date.today(), universal - EARTH), universal + EARTH)
