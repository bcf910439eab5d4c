"""The first run: from choosing a language to a practice that can be opened."""
