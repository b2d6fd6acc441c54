"""Facilities: the government's list of prisons and jails, taken in with a look at it first."""

from pages.parts.edge import told
from pages.parts.facilities import file, report, same
from pages.parts.message.done import show_done

report.title()
show_done(same.PLACE)
with told():
    file.draw()
with told():
    same.draw()
