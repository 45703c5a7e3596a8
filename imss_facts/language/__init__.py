"""What is true of Mexican Spanish whatever the library: tokens, numerals, romans, calendar.

Plain strings in, values out; nothing here knows spaCy, files or patterns.
"""
