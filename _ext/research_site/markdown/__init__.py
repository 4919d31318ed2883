"""From a file's text to a record, or to problems with line numbers. No Sphinx here."""
