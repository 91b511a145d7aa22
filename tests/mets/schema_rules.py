"""What ALTO 4.4, METS 1.12 and MODS 3.7 ask of what is written here: a table of rules of our own.

Written from the published schemas (Library of Congress), not copied. For every element that we
write: which elements it may hold and in which order, as a pattern of their names, which attributes
it must have and which it may, and what these look like. It refuses every element and attribute
that we do not write, whether the standard has it or not: so what it accepts the schemas accept.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element

ALTO = "{http://www.loc.gov/standards/alto/ns-v4#}"
METS = "{http://www.loc.gov/METS/}"
MODS = "{http://www.loc.gov/mods/v3}"
XLINK = "{http://www.w3.org/1999/xlink}"
XSI = "{http://www.w3.org/2001/XMLSchema-instance}"

NUMBER = r"-?\d+(\.\d+)?"
COUNT = r"\d+"
NAME = r"[A-Za-z_][\w.-]*"
NAMES = rf"{NAME}( {NAME})*"
ANY = r"(?s:.*)"
PLACE = dict.fromkeys(("HPOS", "VPOS", "WIDTH", "HEIGHT"), NUMBER)
LINK = {f"{XLINK}type": "simple", f"{XLINK}title": ANY, f"{XLINK}href": r"\S+"}
SCHEMA = {f"{XSI}schemaLocation": r"\S+( \S+)+"}


class Rule(NamedTuple):
    """An element: its children as a pattern over `name `, its attributes; `None` children is text."""

    children: str | None
    needs: Mapping[str, str] = {}
    may: Mapping[str, str] = {}


NONE = ""
BLOCK = {"STYLEREFS": NAMES, "TAGREFS": NAMES, **PLACE}
TAG = Rule(NONE, {"ID": NAME, "LABEL": ANY}, {"TYPE": ANY, "URI": r"\S+"})
BLOCKS = "((TextBlock|Illustration|GraphicalElement) )*"
SPACE = Rule(BLOCKS, {}, {"ID": NAME, **PLACE})
ALTO_RULES: Mapping[str, Rule] = {
    "alto": Rule(
        "(Description )?(Styles )?(Tags )?(ReadingOrder )?Layout ",
        {},
        {"SCHEMAVERSION": r"4\.4", **SCHEMA},
    ),
    "Description": Rule("MeasurementUnit (sourceImageInformation )?(Processing )*"),
    "MeasurementUnit": Rule(None),
    "sourceImageInformation": Rule("(fileName )?(fileIdentifier )*"),
    "fileName": Rule(None),
    "fileIdentifier": Rule(None),
    "Processing": Rule(
        "(processingCategory )?(processingStepDescription )*(processingSoftware )?", {"ID": NAME}
    ),
    "processingCategory": Rule(None),
    "processingStepDescription": Rule(None),
    "processingSoftware": Rule("(softwareName )?(softwareVersion )?"),
    "softwareName": Rule(None),
    "softwareVersion": Rule(None),
    "Styles": Rule("(TextStyle )*"),
    "TextStyle": Rule(
        NONE, {}, {"ID": NAME, "FONTFAMILY": ANY, "FONTSIZE": NUMBER, "FONTSTYLE": "bold"}
    ),
    "Tags": Rule("((StructureTag|RoleTag|LayoutTag) )*"),
    "StructureTag": TAG,
    "RoleTag": TAG,
    "LayoutTag": TAG,
    "ReadingOrder": Rule("(OrderedGroup )+"),
    "OrderedGroup": Rule("((ElementRef|OrderedGroup) )+", {"ID": NAME}, {"TAGREFS": NAMES}),
    "ElementRef": Rule(NONE, {"ID": NAME, "REF": NAMES}),
    "Layout": Rule("(Page )+"),
    "Page": Rule(
        "(TopMargin )?(LeftMargin )?(RightMargin )?(BottomMargin )?(PrintSpace )?",
        {"ID": NAME, "PHYSICAL_IMG_NR": COUNT},
        {"PRINTED_IMG_NR": ANY, "WIDTH": NUMBER, "HEIGHT": NUMBER, "LANG": "zh-Hans"},
    ),
    "TopMargin": SPACE,
    "LeftMargin": SPACE,
    "RightMargin": SPACE,
    "BottomMargin": SPACE,
    "PrintSpace": SPACE,
    "TextBlock": Rule("(TextLine )*", {"ID": NAME}, {"BASEDIRECTION": "ttb", **BLOCK}),
    "Illustration": Rule(NONE, {"ID": NAME}, {"TYPE": ANY, **LINK, **BLOCK}),
    "GraphicalElement": Rule(NONE, {"ID": NAME}, BLOCK),
    "TextLine": Rule("(String (SP )?)+", {}, {"ID": NAME, "BASELINE": NUMBER, **PLACE}),
    "String": Rule(
        NONE,
        {"CONTENT": ANY},
        {
            "STYLEREFS": NAMES,
            "SUBS_TYPE": "HypPart[12]",
            "SUBS_CONTENT": ANY,
            "WC": r"1|0(\.\d+)?",
            **PLACE,
        },
    ),
    "SP": Rule(NONE, {}, PLACE),
}
AREA = {"FILEID": NAME}
METS_RULES: Mapping[str, Rule] = {
    "mets": Rule(
        "(metsHdr )?(dmdSec )*(fileSec )?(structMap )+",
        {},
        {"OBJID": ANY, "LABEL": ANY, "TYPE": ANY, **SCHEMA},
    ),
    "metsHdr": Rule("(agent )*", {}, {"CREATEDATE": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d"}),
    "agent": Rule(
        "name (note )*",
        {"ROLE": "CREATOR|OTHER"},
        {"OTHERROLE": ANY, "TYPE": "ORGANIZATION|OTHER", "OTHERTYPE": ANY},
    ),
    "name": Rule(None),
    "dmdSec": Rule("mdWrap ", {"ID": NAME}),
    "mdWrap": Rule("xmlData ", {"MDTYPE": "MODS"}, {"MIMETYPE": "text/xml"}),
    "xmlData": Rule("(mods )+"),
    "fileSec": Rule("(fileGrp )+"),
    "fileGrp": Rule("(file )*", {}, {"ID": NAME, "USE": ANY}),
    "file": Rule(
        "(FLocat )*(file )*",
        {"ID": NAME},
        {
            "SEQ": COUNT,
            "GROUPID": ANY,
            "MIMETYPE": ANY,
            "SIZE": COUNT,
            "CHECKSUM": "[0-9a-f]{64}",
            "CHECKSUMTYPE": "SHA-256",
        },
    ),
    "FLocat": Rule(NONE, {"LOCTYPE": "URL"}, LINK),
    "structMap": Rule("div ", {}, {"TYPE": "PHYSICAL|LOGICAL", "LABEL": ANY}),
    "div": Rule(
        "(fptr )*(div )*",
        {},
        {
            "ID": NAME,
            "DMDID": NAMES,
            "TYPE": ANY,
            "LABEL": ANY,
            "ORDER": COUNT,
            "ORDERLABEL": ANY,
        },
    ),
    "fptr": Rule("(par |seq |area )?", {}, {"FILEID": NAME}),
    "par": Rule("((area|seq) )+"),
    "seq": Rule("((area|par) )+"),
    "area": Rule(NONE, AREA, {"BETYPE": "IDREF", "BEGIN": NAME}),
}
CODE = {"type": "code", "authority": ANY}
MODS_RULES: Mapping[str, Rule] = {
    "mods": Rule(
        "((titleInfo|name|typeOfResource|genre|originInfo|language|physicalDescription|note|"
        "identifier|part) )+",
        {},
        {"version": r"3\.7"},
    ),
    "titleInfo": Rule("title (subTitle )?(partName )?", {}, {"supplied": "yes"}),
    "name": Rule("((namePart|role|affiliation) )*", {}, {"type": "personal"}),
    "role": Rule("(roleTerm )+"),
    "originInfo": Rule("((publisher|dateIssued|issuance) )*"),
    "language": Rule("(languageTerm )+(scriptTerm )*"),
    "physicalDescription": Rule("(extent )*"),
    "part": Rule("((detail|extent|date) )*"),
    "detail": Rule("(number )*", {}, {"type": ANY}),
    "title": Rule(None),
    "subTitle": Rule(None),
    "partName": Rule(None),
    "namePart": Rule(None),
    "affiliation": Rule(None),
    "roleTerm": Rule(None, {}, CODE),
    "typeOfResource": Rule(None),
    "genre": Rule(None),
    "publisher": Rule(None),
    "dateIssued": Rule(None, {}, {"encoding": "w3cdtf", "keyDate": "yes"}),
    "issuance": Rule(None),
    "languageTerm": Rule(None, {}, CODE),
    "scriptTerm": Rule(None, {}, CODE),
    "note": Rule(None, {}, {"type": ANY}),
    "identifier": Rule(None, {}, {"type": ANY}),
    "number": Rule(None),
    "date": Rule(None, {}, {"encoding": "w3cdtf"}),
    "start": Rule(None),
    "end": Rule(None),
    "list": Rule(None),
}
# One name, two things: of the description of the paper, and of the part that is described.
EXTENT_IN = {
    "physicalDescription": Rule(None),
    "part": Rule("(start )?(end )?(list )?", {}, {"unit": ANY}),
}
RULES = {ALTO: ALTO_RULES, METS: METS_RULES, MODS: MODS_RULES}
REFERENCES = ("STYLEREFS", "TAGREFS", "REF", "DMDID", "FILEID")


def faults(root: Element) -> list[str]:
    """Everything in a document that breaks a rule, in order."""
    return [*_faults(root, ""), *_names(root)]


def _faults(element: Element, parent: str) -> Iterator[str]:
    space, name = element.tag[: element.tag.index("}") + 1], local(element)
    rule = RULES.get(space, {}).get(name)
    if space == MODS and name == "extent":
        rule = EXTENT_IN.get(parent)
    if rule is None:
        yield f"{name}: not written here"
        return
    if rule.children is None:
        if len(element):
            yield f"{name}: text alone"
    else:
        inner = "".join(f"{local(child)} " for child in element)
        if not re.fullmatch(rule.children, inner):
            yield f"{name}: holds {inner}"
        if (element.text or "").strip() or any((child.tail or "").strip() for child in element):
            yield f"{name}: no text"
    allowed = {**rule.needs, **rule.may}
    yield from (f"{name}: {key} is missing" for key in rule.needs if key not in element.attrib)
    for key, value in element.attrib.items():
        if key not in allowed or not re.fullmatch(allowed[key], value):
            yield f"{name}: {key}={value}"
    for child in element:
        yield from _faults(child, name)


def _names(root: Element) -> Iterator[str]:
    """IDs that are used twice, and references to none."""
    known: set[str] = set()
    for element in root.iter():
        name = element.get("ID")
        if name in known:
            yield f"{name}: twice"
        known |= {name} if name else set()
    for element in root.iter():
        for key in REFERENCES:
            for name in (element.get(key) or "").split():
                if name not in known:
                    yield f"{name}: refers to nothing"


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2]
