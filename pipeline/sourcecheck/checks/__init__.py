"""What one document says against itself: figures that it ties together, values stated twice."""
