"""The Django app of the directory."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """The service network."""

    name = "district.directory"
    label = "directory"
