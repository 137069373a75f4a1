"""Dates and times as Danes write them; the week starts on Monday."""

DATE_FORMAT = "j. F Y"
SHORT_DATE_FORMAT = "j. M Y"
TIME_FORMAT = "H.i"
DATETIME_FORMAT = "j. F Y \\k\\l. H.i"
FIRST_DAY_OF_WEEK = 1
