"""The wizard "Connect a device": a way, what is heard or where it is, a name, a trial; a file for each page."""
