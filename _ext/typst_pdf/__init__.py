"""A Sphinx builder that writes an accessible PDF with Typst."""
