"""The steps people take with a talk: on its own page, and from a button in a mail."""
