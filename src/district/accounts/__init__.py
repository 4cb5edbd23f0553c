"""Who a person is to the site: the user model that every later room refers to.

It signs nobody in yet; the model stands here from the first migration because it cannot be exchanged later.
"""
