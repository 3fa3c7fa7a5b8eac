"""What documents show beside words: the section's logo, photographs, codes that lead to an address."""

from pathlib import Path
from typing import Any

from markupsafe import Markup

from ua_gen.diagnostics import Problems
from ua_gen.files.images import ImageError, data_address, logo_address
from ua_gen.model import Case
from ua_gen.rendering.job import Job, Pictures


def logo(job: Job) -> str:
    """The section's logo as a `data:` address; empty without one."""
    if job.pictures:
        return job.pictures.logo
    return logo_address(Path(job.section.logo)) if job.section and job.section.logo else ""


def picture(job: Job, person: int) -> str:
    """The photograph of a person of the case, by their number, as a `data:` address. Raises Problems (UA205)."""
    found = job.pictures.people[person] if job.pictures else _photograph(job, person)
    if isinstance(found, ImageError):
        place = ("people", person, "photograph", "file")
        raise Problems([job.case.diagnostic_at("UA205", found.message, *place, hint=found.hint)])
    return found


def pictures(job: Job) -> Pictures:
    people = job.case.value.people if isinstance(job.case.value, Case) else ()
    return Pictures(logo(job), tuple(_photograph(job, person) for person in range(len(people))))


def _photograph(job: Job, person: int) -> str | ImageError:
    case: Any = job.case.value
    photograph = case.people[person].photograph
    if photograph is None:
        return ""
    folder = job.case.path.parent
    try:
        return data_address(folder / photograph.file, folder)
    except ImageError as error:
        return error


def qr_code(address: str, title: str) -> Markup:
    """A QR code as a picture (SVG) that is read aloud as `title`."""
    import segno

    whole = address if "://" in address else f"https://{address}"
    drawn = segno.make_qr(whole, error="m").svg_inline(
        border=0, omitsize=True, title=title, svgclass=None, lineclass=None
    )
    return Markup(drawn)
