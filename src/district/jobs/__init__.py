"""Work that no visitor waits for: a queue in the database, how far each task is, and the one loop over deadlines.

A room enqueues tasks (`queue.task`), tells how far they are (`progress`), and registers its `overdue` with `loop`. A
worker that dies leaves nothing undone: its tasks go back to the queue, and an act for a deadline happens once, because
the row that claims it is written in the act's own transaction. The room knows no matter of any other room.
"""
