"""What any record is: fields, identifiers, names, dates, problems. No Sphinx here."""
