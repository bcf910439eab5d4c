"""Files brought by hand: DICOM files, folders, discs, dropped on a screen or chosen."""
