"""Kazakh GOST cryptography in plain Python: hashes, curves and keys, without input or output.

Big integers of Python take a time that depends on their value: good for one person's own computer, not for a
server that signs for strangers (see DECISIONS.md).
"""
