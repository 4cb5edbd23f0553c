"""Addresses of the consultation day."""

from django.urls import path

from district.consultation.views import desk, experts, mine, public, ratings, rosters, ties

urlpatterns = [
    path("consultation/", public.coming, name="consultation"),
    path("consultation/questions/", public.questions, name="consultation_questions"),
    path("consultation/questions/<int:key>/", public.question, name="consultation_question"),
    path("consultation/feed/<str:secret>.ics", public.feed, name="consultation_feed"),
    path("consultation/slots/<int:key>/", mine.book, name="consultation_book"),
    path("consultation/bookings/", mine.all_of_mine, name="my_bookings"),
    path("consultation/bookings/feed/", mine.renew_feed, name="renew_feed"),
    path("consultation/bookings/<uuid:uid>/", mine.detail, name="my_booking"),
    path("consultation/bookings/<uuid:uid>/cancel/", mine.cancel, name="cancel_booking"),
    path("consultation/bookings/<uuid:uid>/arrive/", mine.arrive, name="arrive_at_booking"),
    path("consultation/bookings/<uuid:uid>/move/", mine.move, name="move_booking"),
    path("consultation/bookings/<uuid:uid>/survey/", mine.survey, name="rate_booking"),
    path("consultation/bookings/<uuid:uid>/entry.ics", mine.entry, name="booking_entry"),
    path("consultation/bookings/<uuid:uid>/decide/", desk.decide, name="decide_booking"),
    path("consultation/bookings/<uuid:uid>/begin/", experts.begin, name="begin_session"),
    path("consultation/bookings/<uuid:uid>/record/", experts.record, name="record_session"),
    path("consultation/bookings/<uuid:uid>/curate/", experts.curate, name="curate_question"),
    path("consultation/desk/", desk.board, name="consultation_desk"),
    path("consultation/desk/check-in/", desk.check_in, name="consultation_check_in"),
    path("consultation/desk/<int:key>/", desk.board, name="consultation_day"),
    path("consultation/desk/<int:key>/behalf/", desk.behalf, name="book_on_behalf"),
    path("consultation/rosters/", rosters.rosters, name="consultation_rosters"),
    path("consultation/rosters/<slug:code>/plan/", rosters.plan, name="plan_days"),
    path("consultation/rosters/<slug:code>/weekday/", rosters.change_weekday, name="change_weekday"),
    path("consultation/rosters/<int:key>/change/", rosters.change_day, name="change_day"),
    path("consultation/ratings/", ratings.rated, name="consultation_ratings"),
    path("consultation/rosters/<int:key>/", rosters.roster, name="consultation_roster"),
    path("consultation/rosters/<int:key>/step/", rosters.step, name="step_roster"),
    path("consultation/ties/", ties.ties, name="ties"),
    path("consultation/ties/<int:key>/end/", ties.end, name="end_tie_of_member"),
    path("consultation/expert/", experts.desk, name="consultation_expert"),
    path("consultation/expert/ties/<int:key>/end/", experts.end_tie, name="end_tie"),
]
