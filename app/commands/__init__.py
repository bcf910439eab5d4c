"""The commands of `python -m app COMMAND`, one file per family; `app/cli.py` finds them."""
