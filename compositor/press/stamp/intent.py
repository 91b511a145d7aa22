"""The output intent, which says what press a file is made for, and the registration colour."""

from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

from compositor.press.stamp.job import StampJob
from compositor.press.stamp.streams import packed

CUSTOM = "Custom"  # of a condition that is in no registry (PDF 32000-1 §14.11.5)
COMPONENTS = 4


def output_intent(job: StampJob, profile: PdfObject) -> DictionaryObject:
    """The output intent, which refers to its profile."""
    output = job.press.output
    intent = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/OutputIntent"),
            NameObject("/S"): NameObject(job.form.intent),
            NameObject("/OutputConditionIdentifier"): TextStringObject(output.identifier or CUSTOM),
            NameObject("/Info"): TextStringObject(output.info or output.identifier),
        }
    )
    if output.identifier:
        intent[NameObject("/RegistryName")] = TextStringObject(output.registry)
        intent[NameObject("/OutputCondition")] = TextStringObject(output.info)
    intent[NameObject("/DestOutputProfile")] = profile
    return intent


def profile_of(job: StampJob) -> StreamObject:
    """The output profile as a stream."""
    return packed(job.profile, {"/N": NumberObject(COMPONENTS)})


def registration_space() -> ArrayObject:
    """The colour space of all plates, `/Separation /All`; a viewer shows it as all four inks."""
    names = [NameObject(n) for n in ("/Separation", "/All", "/DeviceCMYK")]
    function = DictionaryObject(
        {
            NameObject("/FunctionType"): NumberObject(2),
            NameObject("/Domain"): _numbers(0, 1),
            NameObject("/C0"): _numbers(*[0] * COMPONENTS),
            NameObject("/C1"): _numbers(*[1] * COMPONENTS),
            NameObject("/N"): NumberObject(1),
        }
    )
    return ArrayObject([*names, function])


def _numbers(*values: int) -> ArrayObject:
    return ArrayObject([NumberObject(value) for value in values])
