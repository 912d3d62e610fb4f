"""The pages, in the order of the navigation; pages without a word in it come after."""

from lineholder.web.page import Page
from lineholder.web.pages import (
    attribution,
    audit,
    board,
    closures,
    compare,
    day,
    explain,
    find,
    harm,
    hour,
    intake,
    job,
    jobs,
    line,
    outcomes,
    people,
    rows,
    sheet,
)

PAGES: tuple[Page, ...] = (
    board.PAGE,
    intake.PAGE,
    outcomes.PAGE,
    jobs.PAGE,
    people.PAGE,
    audit.PAGE,
    find.PAGE,
    closures.PAGE,
    harm.PAGE,
    line.PAGE,
    day.PAGE,
    hour.PAGE,
    explain.PAGE,
    attribution.PAGE,
    sheet.PAGE,
    compare.PAGE,
    job.PAGE,
    rows.PAGE,
)
