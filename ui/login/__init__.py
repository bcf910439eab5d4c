"""Before the record is open: login, recovery by the printed sheet, and the locked window."""
