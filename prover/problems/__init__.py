"""Loading problems from Markdown, plain text and JSON, with errors that name the fix."""
