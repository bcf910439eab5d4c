"""Help inside the program (F1): topics in Kazakh and Russian, read beside the work, searched, found by place."""
