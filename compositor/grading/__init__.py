"""The checker: how well a finished PDF is composed, ours or anyone's, line by line.

    from compositor.grading import grade
    grades = grade(read_signs(name, pdf).pages)
    grades.passed, grades.score, grades["not_flush"].value

    classes    which sign is what, and what may stand where, from the clauses
    rows, columns, measures, blind    lines and paragraphs from the signs alone
    truth, known    the same with the edition's help
    breaks, edges, letterspace, marks, pages, headings    the metrics
    found      what the finders make and the metrics measure;  results: what a metric comes to
    limits     what is allowed
    grade      all of it, the score and the verdict
    tell       grades as a table and as data, in the words of `words`

It knows nothing of how lines are set and shares no table with setting: what setting gets wrong
must be found here.
"""

from compositor.grading.grade import Grades, grade
from compositor.grading.truth import Truth, read_truth

__all__ = ["Grades", "Truth", "grade", "read_truth"]
