"""The tests: `spec` is the method manual run on every engine, `docs` writes it out and checks the rest of the docs."""
