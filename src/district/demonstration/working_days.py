"""The demonstration's working days in years nobody has announced yet: made up, and said to be so in the table."""

from __future__ import annotations

import csv
from datetime import datetime
from pathlib import Path

SOURCE = "演示用，并非放假公告 / demonstration, not an announcement"
HOLIDAYS = (("01-01", "01-03", "元旦"), ("05-01", "05-05", "劳动节"), ("10-01", "10-07", "国庆节"))


def ensure_working_days(*, home: Path, at: datetime) -> bool:
    """Write the days of the years it reaches into, last year's to next year's, that neither the program nor the
    operator's table has.
    """
    from district.casework.workdays import COLUMNS, office_calendar

    wanted = [year for year in (at.year - 1, at.year, at.year + 1) if year not in office_calendar().years]
    table = home / "rules" / "workdays.csv"
    if not wanted:
        return False
    table.parent.mkdir(exist_ok=True)
    is_new = not table.exists()
    with table.open("a", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        if is_new:
            writer.writerow(COLUMNS)
        for year in wanted:
            writer.writerows(
                (year, "holiday", f"{year}-{first}", f"{year}-{last}", name, SOURCE) for first, last, name in HOLIDAYS
            )
    return True
