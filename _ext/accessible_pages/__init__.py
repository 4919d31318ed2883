"""What screen readers and keyboards need of a text: levels of headings, tables, languages.

Each module is an extension of its own, to be named in conf.py.
"""
