"""Characters and expressions in texts of models."""
