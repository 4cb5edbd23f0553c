"""Addresses of the directory."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from district.directory.views import entries, facilities, points, public


class EntryKind(StringConverter):
    """A kind of entry."""

    regex = "point|item|member"


register_converter(EntryKind, "entry_kind")
urlpatterns = [
    path("network/", public.network, name="network"),
    path("network/services/", public.services, name="services"),
    path("network/alliance/", public.alliance, name="alliance"),
    path("network/<slug:code>/", public.point, name="point"),
    path("network-desk/", entries.entries, name="entries"),
    path("network-desk/map/", entries.the_map, name="keep_map"),
    path("network-desk/new/<entry_kind:kind>/", entries.new, name="new_entry"),
    path("network-desk/verify/<entry_kind:kind>/<slug:code>/", entries.verify, name="verify_entry"),
    path("network-desk/items/<slug:code>/", entries.item, name="keep_item"),
    path("network-desk/members/<slug:code>/", entries.member, name="keep_member"),
    path("network-desk/points/<slug:code>/", points.point, name="keep_point"),
    path("network-desk/points/<slug:code>/hours/", points.hours, name="keep_hours"),
    path("network-desk/points/<slug:code>/days/", points.add_exception, name="add_exception"),
    path("network-desk/points/<slug:code>/duty/", points.add_duty, name="add_duty"),
    path("network-desk/points/<slug:code>/facilities/", points.put_facility, name="put_facility"),
    path("network-desk/points/<slug:code>/drop/", points.drop, name="drop_part"),
    path("network-desk/facilities/", facilities.listed, name="facilities"),
    path("network-desk/facilities/<int:key>/", facilities.calendar, name="facility_calendar"),
    path("network-desk/uses/<int:key>/cancel/", facilities.cancel, name="cancel_use"),
]
SAMPLES = {
    "new_entry": {"kind": "item"},
    "verify_entry": {"kind": "item", "code": "no-such"},
}
