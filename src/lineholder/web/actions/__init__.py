"""The actions: everything that a form can do."""

from lineholder.web.action import Action
from lineholder.web.actions import (
    add_person,
    adopt,
    allow,
    attribute,
    attribute_lines,
    cancel_job,
    check,
    close_person,
    decide,
    find_lines,
    open_sealed,
    receive,
    set_roles,
    withdraw,
)

ACTIONS: tuple[Action, ...] = (
    find_lines.ACTION,
    attribute_lines.ACTION,
    attribute.ACTION,
    decide.ACTION,
    check.ACTION,
    adopt.ACTION,
    allow.ACTION,
    withdraw.ACTION,
    receive.ACTION,
    open_sealed.ACTION,
    cancel_job.ACTION,
    add_person.ACTION,
    set_roles.ACTION,
    close_person.ACTION,
)
