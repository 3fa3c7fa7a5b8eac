"""What languages do by rule: a module for each, found by its tag.

Each function is small, and closed: in doubt it says None.

    form(noun, form, grammar)             a form that neither the case nor the tables give, or None
    number(text)                          `one` or `many`, where the words of a text tell it
    titled(name, role, form, grammar)     a name with what somebody is
    counted(number)                       which form of a counted noun: 0 for one, 1 for several, 2 where they differ
    subject(phrase)                       `one` or `many`, of a subject that a phrase names itself
    clause(clause, form, grammar)         the order of words, if not that of the frame
    calendar(day)                         a day in the calendar of a country, where the tables have `calendars`

A language may lack each of them, and the module.
"""
