"""Taking one document away (requirement 27.10): its exact bytes with every signature and everything that proves them.

`taking.py` reads it out of the record, `package.py` makes the ZIP, `card.py` the card of an electronic document (PDF),
`report.py` the report that lies in both. Making needs no store: it runs beside the screen, tells how far it is, and
ends when it is cancelled.
"""
