"""The stand-alone verifier: one file that needs Python 3.11 and nothing else, for whoever gets documents from us.

`program.py` is what runs in it, on the same rules and by the same code as the program; `building.py` makes the file.
"""
