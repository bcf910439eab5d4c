"""Shipager, installed: the rooms lie in this folder; see `__main__`."""
