"""The demonstration district: a seeded generator of office files and the command that serves them.

The generator invents an innovation district (创新区) with fictional holders, each with （演示） in its name,
and writes what an officer would bring: register exports, legal events and reference tables, whose stocks
follow the public situation of an economic zone at 2023-11-30. It needs no web and knows no reader: the files
go the ordinary path. It must never write into a corpus or a database itself, and every page that shows its
data says so.
"""
