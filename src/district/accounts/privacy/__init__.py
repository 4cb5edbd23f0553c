"""What the site knows about a person: the notice that says so, its export, its erasure, and when it ends.

All four walk the declarations beside the models (`class Privacy`, see `casework.privacy`), so that a new model is told,
exported and erased by existing. What libraries keep about people has its rows in `libraries.py`.
"""
