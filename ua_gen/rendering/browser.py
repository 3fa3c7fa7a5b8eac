"""Pages for browsers: in which size of type they are printed from there."""

from ua_gen.pdf import guess, length
from ua_gen.rendering.job import Job

# How much more room than a PDF has for it a text needs in a browser, which may have other type, and sets notices above
# the text; by script, for the guess is made for Latin and Cyrillic ones.
ROOM = {"Arab": 1.7}
USUAL = 1.2


def fitted(text: str, job: Job) -> str:
    """A page that, printed from a browser, has about the size of type that a PDF of it has."""
    letters = round(ROOM.get(job.language.script, USUAL) * length(text))
    fit = job.document.fits[guess(letters, job.document.fits, job.pages)]
    return text.replace("</head>", f"<style>@media print {{ {fit.style} }}</style>\n</head>", 1)
