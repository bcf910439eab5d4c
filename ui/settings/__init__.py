"""Settings of this workstation's screen and of the practice."""
