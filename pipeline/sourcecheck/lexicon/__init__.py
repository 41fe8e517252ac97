"""What words have to do with each other, whatever the text they stand in."""
