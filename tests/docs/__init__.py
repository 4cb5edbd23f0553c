"""Documents that come from the tests, and tests of documents."""
