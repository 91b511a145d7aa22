"""What a file says of itself: the document information and its XMP, which must agree.

Dates are those of the issue, identifiers are made of the build's fingerprint: the same inputs give
the same bytes on any day. A press file is no proof: its rendition class is `default`, as XMP names
the master (ISO 16684-1; PDF/X-4 §6.9 asks for DocumentID, RenditionClass and VersionID).
"""

from uuid import NAMESPACE_URL, UUID, uuid5
from xml.sax.saxutils import escape

from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from compositor import __version__
from compositor.model.issue import IssueDate
from compositor.press.stamp.job import StampJob

PRODUCER = f"compositor {__version__}"
ZONE, PDF_ZONE = "+08:00", "+08'00'"  # of Beijing: a date of publication has no hour

NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfx": "http://ns.adobe.com/pdfx/1.3/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
}

PACKET = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""{spaces}>
{properties}
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


def information(job: StampJob) -> DictionaryObject:
    """The document information."""
    date = f"D:{_digits(job.date)}000000{PDF_ZONE}"
    info = DictionaryObject()
    texts = {
        "/Title": job.title,
        "/Creator": PRODUCER,
        "/Producer": PRODUCER,
        "/CreationDate": date,
        "/ModDate": date,
        **dict(job.form.info),
    }
    for key, text in texts.items():
        info[NameObject(key)] = TextStringObject(text)
    if job.form.is_for_press:
        info[NameObject("/Trapped")] = NameObject("/False")
    return info


def packet(job: StampJob) -> bytes:
    """The XMP packet, UTF-8; read-only, so without padding."""
    date = f"{_iso(job.date)}T00:00:00{ZONE}"
    texts = {
        **dict(job.form.claims),
        "xmp:CreateDate": date,
        "xmp:ModifyDate": date,
        "xmp:MetadataDate": date,
        "xmp:CreatorTool": PRODUCER,
        "pdf:Producer": PRODUCER,
        "xmpMM:DocumentID": f"uuid:{identity(job)}",
        "xmpMM:InstanceID": f"uuid:{identity(job, 'instance')}",
        "xmpMM:RenditionClass": "default",
        "xmpMM:VersionID": "1",
        "dc:format": "application/pdf",
    }
    if job.form.is_for_press:
        texts["pdf:Trapped"] = "False"
    rows = [f"<{key}>{escape(text)}</{key}>" for key, text in texts.items()]
    title = f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(job.title)}</rdf:li></rdf:Alt>'
    rows.append(f"<dc:title>{title}</dc:title>")
    used = sorted({key.split(":")[0] for key in (*texts, "dc:title")})
    spaces = "".join(f'\n xmlns:{key}="{NAMESPACES[key]}"' for key in used)
    return PACKET.format(spaces=spaces, properties="\n".join(rows)).encode()


def identity(job: StampJob, of: str = "document") -> UUID:
    """An identifier of this file of this build (RFC 9562, version 5)."""
    return uuid5(NAMESPACE_URL, f"{job.identifier}/{job.standard}/{job.part}/{of}")


def _iso(date: IssueDate) -> str:
    return f"{date.year:04}-{date.month:02}-{date.day or 1:02}"


def _digits(date: IssueDate) -> str:
    return _iso(date).replace("-", "")
