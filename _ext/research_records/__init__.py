"""What any record is: fields, identifiers, names, dates, files, problems.

From a Markdown file's text to a record, or to problems with line numbers. Nothing
here knows Sphinx, nor which kinds of record a site has.
"""
