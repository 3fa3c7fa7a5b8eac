"""A rule on photographs: whether the file is there, and is a picture."""

from collections.abc import Iterator

from ua_gen.files.images import ImageError, data_address
from ua_gen.lint.registry import Finding, RuleContext, rule


@rule("UA205", "picture")
def picture(view: RuleContext) -> Iterator[Finding]:
    """A photograph that is not there, or is not a picture in PNG or JPEG.

    Why: the document would have a hole where a face should be.

    Wrong:

        people:
          - id: aida
            name: Aida Specimen
            gender: female
            photograph: {file: aida.gif, alt: A woman at a desk, credit: Private, permission: "the family, 2026-01-10"}

    Right:

        people:
          - {id: aida, name: Aida Specimen, gender: female}

    Note: whatever a camera has written into the file, such as the place, stays out of the documents.
    """
    folder = view.loaded.path.parent
    for index, person in enumerate(view.case.people):
        if person.photograph:
            try:
                data_address(folder / person.photograph.file, folder)
            except ImageError as error:
                yield ("people", index, "photograph", "file"), error.message, error.hint
