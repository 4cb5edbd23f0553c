"""Addresses of the list check."""

from django.urls import path

from district.window.listcheck.views import desk, filing, firm

urlpatterns = [
    path("checks/", firm.my_listed, name="my_listed"),
    path("checks/<int:pk>/", firm.my_listed_filing, name="my_listed_filing"),
    path("desk/checks/", desk.list_checks, name="list_checks"),
    path("desk/checks/board/", desk.list_check_board, name="list_check_board"),
    path("desk/checks/assign/", desk.assign_listed, name="assign_listed"),
    path("desk/checks/template/", desk.list_check_template, name="list_check_template"),
    path("desk/checks/<int:pk>/", desk.list_check, name="list_check"),
    path("desk/checks/<int:pk>/xlsx/", desk.list_check_as_xlsx, name="list_check_as_xlsx"),
    path("desk/checks/<int:pk>/report/", desk.report_list_check, name="report_list_check"),
    path("desk/checks/filing/<int:pk>/", filing.listed_filing, name="listed_filing"),
    path("desk/checks/filing/<int:pk>/settle/", filing.settle_filing, name="settle_filing"),
    path("desk/checks/filing/<int:pk>/attempt/", filing.note_attempt, name="note_attempt"),
    path("desk/checks/filing/<int:pk>/back/", filing.send_filing_back, name="send_filing_back"),
    path("desk/checks/filing/<int:pk>/firm/", filing.match_filing, name="match_filing"),
]
