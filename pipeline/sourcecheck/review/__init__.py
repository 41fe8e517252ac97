"""What people decide of findings: the words for it, the file that keeps it, the queue to review."""
