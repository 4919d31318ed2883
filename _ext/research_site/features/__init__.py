"""What a site may have beside the core: an ordinary Sphinx extension each.

``conf.py`` names those that a site wants. A feature rests on ``registry`` and the
core's rooms, never on another feature.
"""
