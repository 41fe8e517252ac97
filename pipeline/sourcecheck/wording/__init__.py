"""Values and questions in words, once: for explanations, terminal, page and tables."""
