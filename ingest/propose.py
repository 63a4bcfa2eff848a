"""What the content proposes for a document's record: title, date, kind, language, grounds to look closer."""

import re
from collections.abc import Callable, Sequence
from pathlib import PurePath

from ingest import dateline, detect, language
from ingest.values import DocumentKind, Family, FileType, Ground, Proposal, Survey

LONGEST_TITLE = 200
_JUNK_TITLE = re.compile(
    r"(?i)^(?:microsoft\s+\w+\s*-|untitled|sin t[ií]tulo|"
    r"presentaci[oó]n ?(?:de powerpoint|\d*)$|powerpoint presentation|"
    r"slide ?\d+|diapositiva ?\d+|documento? ?\d*$|document ?\d*$|libro ?\d*$|book ?\d*$|"
    r"hoja ?\d*$|sheet ?\d*$|"
    r"scan|escan|img[_ -]?\d|dsc[_ -]?\d|image ?\d*$|imagen ?\d*$|print|title$|t[ií]tulo$|none$|null$|"
    r"[\w -]*\.(?:docx?|pptx?|xlsx?|pdf|odt|odp|ods|txt|indd|ai|cdr|jpe?g|png)$|[\W\d_]*$)"
)
_NOT_A_TITLE = re.compile(
    r"(?i)^(?:p[aá]gina\b|hoja\b|https?:|www\.|tel\b|tel[eé]fono|fecha\b|folio\b|\d+\s*/\s*\d+|"
    r"calimaya\W|toluca\W|lugar\b|presente\b|c\.\s|.*@)|\"\d{4}[.,]?\s"
)
# Who writes stands above what is written.
_LETTERHEAD = re.compile(
    r"(?i)^\W*(?:h\.? ?)?(?:ayuntamiento|municipalidad|municipio|gobierno|ciudad de|presidencia|"
    r"sistema (?:municipal|dif)|"
    r"estado de m[eé]xico|coordinaci[oó]n|direcci[oó]n|unidad|secretar[ií]a|contralor[ií]a|tesorer[ií]a|"
    r"comisi[oó]n|"
    r"instituto|defensor[ií]a|\W?\d{4}\W)|.*\ba[nñ]o de(?:l| la)\b"
)
_LETTERS = re.compile(r"[A-Za-zÁÉÍÓÚÜÑáéíóúüñ]")
# A name or an acronym in the middle of a sentence.
_SPELLED = re.compile(
    r"(?<=[a-záéíóúñ,] )(?:[A-ZÁÉÍÓÚÑ][a-záéíóúñ]{3,}|[A-ZÁÉÍÓÚÑ]{2,6}(?= [a-záéíóúñ]))",
)
_CONTINUES = re.compile(r"(?i)\b(?:de|del|la|las|los|el|en|y|e|o|para|por|con|sobre|al|a)$")


def propose(name: str, survey: Survey, texts: Sequence[str], file_type: FileType) -> Proposal:
    """The proposal for a file sent as ``name``; ``texts`` are its pages' texts in order."""
    found = detect.grounds(texts, file_type)
    return Proposal(
        title=title_of(name, survey, texts, file_type),
        kind=kind_of(survey, texts, file_type, found),
        date=dateline.date_of(texts) or dateline.sane(survey.created),
        language=language.of(texts),
        grounds=found,
    )


def title_of(name: str, survey: Survey, texts: Sequence[str], file_type: FileType) -> str:
    """The first strong words of the content, else the file's declared title, else its cleaned-up name."""
    declared = survey.title if survey.title and not _JUNK_TITLE.match(survey.title.strip()) else None
    if file_type.family in (Family.SHEET, Family.MEDIA) or Ground.PHOTOGRAPH in detect.grounds(
        texts, file_type
    ):
        written = None
    else:
        written = _written_title(texts[0] if texts else "")
    return _short(_calmed(written, texts) if written else declared or name_as_title(name))


def name_as_title(untrusted_name: str) -> str:
    """A file's name as words: no suffix, no underscores, no copy marks."""
    stem = PurePath(untrusted_name.replace("\\", "/")).stem
    words = re.sub(r"[_]+|(?<=\w)-(?=\w)|%20|\+", " ", stem)
    words = re.sub(r"(?i)\s*(?:\(\d+\)|- ?copia|- ?copy|\bfinal\b|\bv\d+)\s*$", "", words)
    words = re.sub(r"(?<=[a-záéíóúñ])(?=[A-ZÁÉÍÓÚÑ])", " ", words)
    words = " ".join(words.split())
    return words[:1].upper() + words[1:] if words else "Documento sin título"


def _written_title(text: str) -> str | None:
    """The first line that can be a title, letterheads passed over, with the lines that go on with it."""
    lines = [" ".join(line.split()) for line in text.splitlines()[:40]]
    fitting = [index for index, line in enumerate(lines) if _can_be_title(line)]
    if not fitting:
        return None
    start = next((index for index in fitting[:6] if not _LETTERHEAD.match(lines[index])), fitting[0])
    title = lines[start]
    for following in lines[start + 1 : start + 4]:
        if len(title) > 120 or not following or not _goes_on(title, following):
            break
        title = f"{title} {following}"
    return title if len(title) >= 8 else None


def _calmed(title: str, texts: Sequence[str]) -> str:
    """A title in capitals as a sentence; words the text itself writes with a capital keep theirs."""
    if not title.isupper() or len(title) < 12:
        return title
    text = "\n".join(texts)[:20_000]
    spelled = {
        word.lower(): word for word in re.findall(r"(?<=[a-záéíóúñ,] )[A-ZÁÉÍÓÚÑ][a-záéíóúñ]{3,}", text)
    }
    spelled |= {
        word.lower(): word for word in re.findall(r"(?<=[a-záéíóúñ,] )[A-ZÁÉÍÓÚÑ]{2,6}(?= [a-záéíóúñ])", text)
    }
    words = [spelled.get(word.lower().strip(",.;:"), "") for word in title.split()]
    calm = [
        word.lower().replace(known.lower(), known) if known else word.lower()
        for word, known in zip(title.split(), words, strict=True)
    ]
    sentence = " ".join(calm)
    first = _LETTERS.search(sentence)
    return (
        sentence if first is None else sentence[: first.start()] + first[0].upper() + sentence[first.end() :]
    )


def _can_be_title(line: str) -> bool:
    letters = len(_LETTERS.findall(line))
    if letters < 6 or letters < 0.6 * len(line.replace(" ", "")) or len(line) > LONGEST_TITLE:
        return False
    return not _NOT_A_TITLE.match(line) and dateline.first_date(line) is None and line[:1] not in "•-–*"


def _goes_on(title: str, following: str) -> bool:
    """Whether a title runs on: mid-phrase, or both lines in capitals."""
    if _CONTINUES.search(title) or (following[:1].islower() and not title.endswith((".", ":"))):
        return True
    return title.isupper() and following.isupper() and _can_be_title(following)


def _short(title: str) -> str:
    title = " ".join(title.split())
    if len(title) <= LONGEST_TITLE:
        return title
    return title[: LONGEST_TITLE - 1].rsplit(" ", 1)[0] + "…"


def kind_of(
    survey: Survey, texts: Sequence[str], file_type: FileType, grounds: Sequence[Ground]
) -> DocumentKind:
    """The kind its content words, type and make-up speak for."""
    if Ground.ATTENDANCE_LIST in grounds:
        return DocumentKind.ATTENDANCE_RECORD
    if Ground.PHOTOGRAPH in grounds:
        return DocumentKind.PHOTOGRAPH
    if file_type.family is Family.MEDIA:
        return DocumentKind.VIDEO
    opening = "\n".join(texts)[:3000].lower()
    for kind, matches in _BY_WORDS:
        if matches(opening):
            return kind
    if file_type.family is Family.PRESENTATION:
        return DocumentKind.PRESENTATION
    if file_type.family is Family.SHEET:
        return DocumentKind.DATA_TABLE
    if file_type.family is Family.IMAGE or (file_type is FileType.PDF and _is_poster(survey, texts)):
        return DocumentKind.INFOGRAPHIC
    return DocumentKind.OTHER


def _heads(pattern: str) -> Callable[[str], bool]:
    """Matches where one of the first lines opens with the words: prose further down only mentions them."""
    compiled = re.compile(rf"^\W*(?:{pattern})")

    def matches(text: str) -> bool:
        return any(compiled.match(line.strip()) for line in text.splitlines()[:14])

    return matches


def _holds(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern)
    return lambda text: compiled.search(text) is not None


_BY_WORDS: tuple[tuple[DocumentKind, Callable[[str], bool]], ...] = (
    (
        DocumentKind.MINUTES,
        _heads(r"minuta|acta (?:de|n[uú]mero|no\.|circunstanciada|ordinaria|extraordinaria)|acta\b"),
    ),
    (DocumentKind.CATALOGUE, _heads(r"cat[aá]logo\b|carta descriptiva de pl[aá]ticas|oferta de pl[aá]ticas")),
    (
        DocumentKind.DIRECTORY,
        _heads(
            r"directorio\b|(?:listado|lista|gu[ií]a) (?:de )?(?:n[uú]meros |l[ií]neas )?"
            r"(?:de )?(?:tel[eé]f|emergencia)"
        ),
    ),
    (
        DocumentKind.REPORT,
        _heads(r"(?:\w+ ){0,2}(?:informe|reporte|resultados)\b|evaluaci[oó]n de resultados|memoria anual"),
    ),
    (
        DocumentKind.LETTER,
        _heads(r"(?:n[uú]mero de )?oficio\b|oficio n|circular\b|memor[aá]ndum|asunto:|\w+/\w+/\d+/20\d\d"),
    ),
    (
        DocumentKind.LETTER,
        _holds(r"oficio (?:n[o°º]?\.?|n[uú]m(?:ero|\.)?)[:\s]*\w+[-/]|\ba t e n t a m e n t e\b"),
    ),
    (DocumentKind.INFOGRAPHIC, _heads(r"infograf[ií]a")),
    (
        DocumentKind.MINUTES,
        _holds(r"orden del d[ií]a[\s\S]{0,1500}(?:acuerdo|qu[oó]rum|lista de asistencia)"),
    ),
)


def _is_poster(survey: Survey, texts: Sequence[str]) -> bool:
    """One page of short lines and little prose, as posters are written."""
    lines = [line for text in texts for line in text.splitlines() if line.strip()]
    words = sum(len(line.split()) for line in lines)
    return survey.page_count == 1 and 15 <= words < 250 and words / len(lines) < 6
