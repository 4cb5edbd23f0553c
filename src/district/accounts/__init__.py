"""Who a person is to the site: people, organisations, and the roles that join them, each from a day until a day.

Every later room asks here what somebody is (`queries.roles_of`), where (`places_of`) and for whom they may act
(`organisations_of`). It knows service points only by their code, and no matter of any room.
"""
