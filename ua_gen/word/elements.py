"""What Word files have and python-docx has no call for: its elements, made and put where the schema wants them.

The order of children is that of ECMA-376, part 1, 17.3.1.26 (pPr) and 17.3.2.28 (rPr): Word refuses a file in which it
is another one.
"""

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

ORDER = {
    "w:pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "w:rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
    "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs "
    "em lang eastAsianLayout specVanish oMath",
    "w:sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
    "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings "
    "sectPrChange",
    "w:tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc "
    "tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange",
    "w:trPr": "cnfStyle divId gridBefore gridAfter wBefore wAfter cantSplit trHeight tblHeader tblCellSpacing jc "
    "hidden ins del",
}  # fmt: skip
PLACES = {
    qn(parent): {qn(f"w:{name}"): number for number, name in enumerate(names.split())}
    for parent, names in ORDER.items()
}


def element(name: str, **attributes: object) -> Any:
    """An element such as `w:bidi`; its attributes are in the same name space."""
    prefix = name.partition(":")[0]
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"{prefix}:{key}"), str(value))
    return made


def put(parent: Any, name: str, **attributes: object) -> Any:
    """A child of `parent` with these attributes, in its place; one of its name that is there is changed."""
    tag = qn(name)
    found = parent.find(tag)
    if found is None:
        found = element(name)
        places = PLACES[parent.tag]
        after = next((each for each in parent if places.get(each.tag, -1) > places[tag]), None)
        if after is None:
            parent.append(found)
        else:
            after.addprevious(found)
    for key, value in attributes.items():
        found.set(qn(f"w:{key}"), str(value))
    return found


def defaults(styles: Any) -> tuple[Any, Any]:
    """What all styles begin from, of runs and of paragraphs."""
    found = []
    top = styles.find(qn("w:docDefaults"))
    if top is None:
        top = element("w:docDefaults")
        styles.insert(0, top)
    for outer, inner in (("w:rPrDefault", "w:rPr"), ("w:pPrDefault", "w:pPr")):
        holder = top.find(qn(outer))
        if holder is None:
            holder = element(outer)
            top.insert(0, holder) if outer == "w:rPrDefault" else top.append(holder)
        if holder.find(qn(inner)) is None:
            holder.append(element(inner))
        found.append(holder.find(qn(inner)))
    return found[0], found[1]


def frame(paragraph: Any, left: float, top: float, width: float, height: float, rule: str = "exact") -> None:
    """Puts a paragraph where it stands on the page whatever is written before it. Measures are millimetres.

    `rule`: the height is `exact`, or `atLeast` what is given.
    """
    put(
        paragraph._p.get_or_add_pPr(), "w:framePr", w=twips(width), h=twips(height), hRule=rule, hSpace=0,
        wrap="notBeside", vAnchor="page", hAnchor="page", x=twips(left), y=twips(top),
    )  # fmt: skip


def to_fill_in(paragraph: Any, runs: list[Any], title: str, number: int) -> None:
    """Makes runs a content control: something to click and to write over, which is called `title`."""
    control, properties, content = element("w:sdt"), element("w:sdtPr"), element("w:sdtContent")
    properties.append(element("w:alias", val=title))
    properties.append(element("w:id", val=number))
    properties.append(element("w:showingPlcHdr"))
    properties.append(element("w:text", multiLine=1))
    control.append(properties)
    control.append(content)
    runs[0]._r.addprevious(control)
    for run in runs:
        run.style = "Placeholder Text"
        content.append(run._r)


def size(run: Any, points: float) -> None:
    """The size of type of a run, in whichever script."""
    properties = run._r.get_or_add_rPr()
    for name in ("w:sz", "w:szCs"):
        put(properties, name, val=round(points * 2))


def page_number(paragraph: Any) -> None:
    """The number of the page, as a field."""
    run = paragraph.add_run()._r
    for kind in ("begin", "", "end"):
        if kind:
            run.append(element("w:fldChar", fldCharType=kind))
        else:
            instruction = element("w:instrText")
            instruction.text = "PAGE"
            run.append(instruction)


def twips(millimetres: float) -> int:
    """Twentieths of a point, in which Word measures."""
    return round(millimetres * 1440 / 25.4)
