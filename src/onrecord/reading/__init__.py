"""Sentences parsed. In: a report's text and spaCy's parse. Out: layout, and who does what to whom in each clause."""
