"""How a stage is mapped over documents (start at `local.map_documents`)."""
