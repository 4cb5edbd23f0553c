"""The look and the language of every page: style sheets, the base page, how numbers and dates are written.

It knows no figures and no models; every other room of the site may use it.
"""
