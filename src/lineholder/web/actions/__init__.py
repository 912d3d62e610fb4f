"""The actions: everything that a form can do."""

from lineholder.web.action import Action
from lineholder.web.actions import (
    add_person,
    cancel_job,
    close_person,
    find_lines,
    open_sealed,
    receive,
    set_roles,
)

ACTIONS: tuple[Action, ...] = (
    find_lines.ACTION,
    receive.ACTION,
    open_sealed.ACTION,
    cancel_job.ACTION,
    add_person.ACTION,
    set_roles.ACTION,
    close_person.ACTION,
)
