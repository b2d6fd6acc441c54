"""Facilities: the government's list of prisons and jails, taken in with a look at it first."""

from pages.parts import facilities_file, facilities_report, facilities_same
from pages.parts.edge import told
from pages.parts.message_done import show_done

facilities_report.title()
show_done(facilities_same.PLACE)
with told():
    facilities_file.draw()
with told():
    facilities_same.draw()
