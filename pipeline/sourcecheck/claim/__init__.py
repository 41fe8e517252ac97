"""Claims: what each mention states of whom, when, where and by whom."""
