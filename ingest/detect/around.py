"""What the words around a name say of it: a public servant's, a place's, an author's, or a person's own."""

import re
from enum import Enum

from ingest.detect import names
from ingest.detect.spans import Written


class Standing(Enum):
    """Whose name it is, as far as the words around it tell."""

    PERSON = "person"  # a pupil, a parent, somebody an office deals with
    SERVANT = "servant"  # names, posts and signatures of public servants are public (LGTAIP art. 65 VI)
    TITLED = "titled"  # «Lic.»: a servant as often as a private person; «C.» says nothing of either
    AUTHOR = "author"  # of a guide or a book that is cited
    PLACE = "place"  # a school, a street, a locality, a law named after somebody
    UNKNOWN = "unknown"


_PERSON_BEFORE = re.compile(
    r"\b(?:ALUMN[OA]S?|ESTUDIANTES?|MENOR(?:ES)?|NIÑ[OA]S?|ADOLESCENTES?|JOVEN|MADRE|PADRE|MAMA|PAPA|"
    r"TUTOR[A]?|HIJ[OA]S?|PAPAS|MAMAS|"
    r"HERMAN[OA]S?|ABUEL[OA]|VICTIMA|QUEJOS[OA]|PETICIONARI[OA]|SOLICITANTE|BENEFICIARI[OA]S?|PACIENTE|"
    r"ASISTENTES?|"
    r"PARTICIPANTES?|VECIN[OA]|DENUNCIANTE|AGRESOR|TESTIGO|COMPAÑER[OA]S?|SE LLAMA|ME LLAMO|"
    r"MI NOMBRE ES|ENTREVISTAD[OA]|"
    r"SOY|A NOMBRE DE|GANADOR[A]?|NOMBRE(?: COMPLETO| DEL? (?:LA |EL )?(?:ALUMN|MENOR|TUTOR|PADRE|MADRE|"
    r"NIÑ|ASISTENTE)[A-Z]*)?)"
    r"(?: (?:DE|DEL|EL|LA|Y|QUE|ES|MI|SU|SR|SRA)\b\.?){0,3}[ :,.\"«“-]{0,4}(?:\([^)\n]{0,12}\)[: ]{0,2})?$"
)
_PERSON_AFTER = re.compile(
    r"^[\"»”]?[,;]? ?(?:\(?DE )?\(?\d{1,2} AÑOS|^[,;]? \(?(?:ALUMN[OA]|ESTUDIANTE|MENOR|NIÑ[OA]|MADRE|"
    r"PADRE|TUTOR[A]?|PRESTADOR[A]? DE SERVICIO|SERVICIO SOCIAL|BECARI[OA]|PRACTICANTE|"
    r"BENEFICIARI[OA]|VECIN[OA]|VICTIMA)\b(?! ?:)|^[,;]? ?(?:CON |SU )?(?:CURP|RFC|DOMICILIO|EDAD)\b|"
    r"^[, (]+(?:DEL? )?\d ?[°º] ?[\"'“]?[A-F]\b|^[, ]+\(?\d[\"'“]?[A-F]\b"
)
_POST = (
    r"(?:TITULAR|DIRECTOR[A]?|SUBDIRECTOR[A]?|COORDINADOR[A]?|PRESIDENT[EA]|SECRETARI[OA]|"
    r"SUBSECRETARI[OA]|SINDIC[OA]|REGIDOR[A]?|"
    r"TESORER[OA]|CONTRALOR[A]?|JEF[EA]|ENCARGAD[OA]|DELEGAD[OA]|SUBDELEGAD[OA]|COMISIONAD[OA]|"
    r"DEFENSOR[A]?|PONENTES?|"
    r"CONFERENCISTA|TALLERISTA|FACILITADOR[A]?|EXPOSITOR[A]?|CAPACITADOR[A]?|SERVIDOR[A]? PUBLIC[OA]|"
    r"RESPONSABLE|IMPARTID[OA]S?|"
    r"IMPARTE|IMPARTIO|PSICOLOG[OA] (?:ADSCRIT|DEL|DE LA)[OA]?|TRABAJADOR[A]? SOCIAL|PROMOTOR[A]?|"
    r"ASESOR[A]?|SUPERVISOR[A]?|AUXILIAR|"
    r"OFICIAL MAYOR|CRONISTA|JUEZ[A]?|MAGISTRAD[OA]|DIPUTAD[OA]|GOBERNADOR[A]?|SENADOR[A]?|MINISTR[OA]|"
    r"FISCAL|PROCURADOR[A]?|"
    r"RECTOR[A]?|VOCAL|CONSEJER[OA]|ENLACE|ADMINISTRADOR[A]?|ELABORO|REVISO|AUTORIZO|APROBO|VALIDO|"
    r"VO\. ?BO|SUSCRIBE|ATENTAMENTE|"
    r"DOCENTE|PROFESOR[A]?|MAESTR[OA]|ORIENTADOR[A]?|INTENDENTE|COMANDANTE|POLICIA|MEDIC[OA])"
)
_TITLE = (
    r"(?:LIC|LICDA|LCDA|LCDO|MTR[OA]|MAESTR[OA]|DR|DRA|DOCTOR[A]?|ING|PROF|PROFR|PROFRA|PROFA|PSIC|"
    r"PSICOLOG[OA]|ARQ|T\.S|TS|C\.P|CP|"
    r"L\.C\.P|M\.EN [A-Z]|M\. EN [A-Z]{1,3}|QFB|ENF|LTF|TEC|CMTE|CAP|TTE|GRAL|DIP|SEN|MAGDA|BIOL|ABOG|"
    r"LAE|LIC\. EN [A-Z]+)"
)
_SERVANT_BEFORE = re.compile(
    rf"\b{_POST}\b[^\n\t.;|]{{0,70}}[:,.\t -]{{0,4}}(?:{_TITLE}\.? |C\. |EL |LA |AL? )*[\"«“]?$"
)
_HIGH_POST = (
    r"(?:TITULAR|DIRECTOR[A]?|COORDINADOR[A]?|PRESIDENT[EA]|SECRETARI[OA]|SINDIC[OA]|REGIDOR[A]?|TESORER[OA]|"
    r"CONTRALOR[A]?|JEF[EA]|SUBDIRECTOR[A]?|PONENTE|SERVIDOR[A]? PUBLIC[OA])"
)
# In a list's row a teacher or a delegate is one who attended; a directory's row names who holds an office.
_SERVANT_AFTER = re.compile(
    r"^(?!\W{0,3}\n[^\n:]{0,40}:)"  # «Ponente: …» on the line below is about what follows it
    rf"[\"»”]?(?:[,;:(]? |,| ?- ?|\n){{1,2}}(?:(?:Y|EL|LA|COMO|EN SU CALIDAD DE|C) )?{_POST}\b"
    rf"|^\t{_HIGH_POST}\b"
)
# A post, and then something done to somebody: «la directora felicitó a …», «el regidor y …».
_POST_AND_REST = re.compile(rf"\b{_POST}\b((?:(?!\b{_POST}\b)[^\n\t.;|])*)$")
_ANOTHER = re.compile(
    r"\b(?:A|AL|CON|Y|E|PARA|SOBRE|CONTRA|ENTRE)(?: (?:LA|EL|LAS|LOS|SU|SUS))? $"
    r"|\b(?:QUE|SE|LE|LES|LA CUAL|DIO|HIZO|FUE|VIO|HA|HAN)\b"
)
_DID = re.compile(r"[^\W\d_]{2,}(?:ó|aron|ieron|yeron)\b")
# Posts that pupils and parents hold among themselves.
_POST_IN_CLASS = re.compile(
    r"\bAUXILIAR DEL? (?:LA |EL |SU )?(?:MAESTR|PROFESOR|DOCENTE|GRUPO|SALON|CLASE)|\bDE SUS COMPAÑER|"
    r"\b(?:AUXILIAR|ASESOR[A]?|VOCAL|JEF[EA]|ENCARGAD[OA]|PROMOTOR[A]?|ENLACE|MONITOR[A]?)"
    r"\b[^\n.;:]{0,40}\b[1-6] ?[°º] ?[\"'“]?[A-F]\b|"
    r"\b(?:SUB)?(?:JEF[EA]|PRESIDENT[EA]|SECRETARI[OA]|TESORER[OA]|VOCAL|REPRESENTANTE|CONSEJER[OA])\b"
    r"[^\n.,;:]{0,35}\b(?:GRUPO|SALON|CLASE|ALUMN[OA]S|ESTUDIANTIL|ESTUDIANTES|PADRES DE FAMILIA)\b"
)
_TITLED = re.compile(rf"\b{_TITLE}\.? $")
_STREET_BEFORE = re.compile(
    r"\b(?:CALLE|AV|AVENIDA|PRIV|PRIVADA|CDA|CERRADA|AND|ANDADOR|CALLEJON|BLVD|BOULEVARD|CALZADA|"
    r"CARRETERA|CAMINO|PROLONGACION|"
    r"CIRCUITO|PASEO|PLAZA|PARQUE|JARDIN|GLORIETA|PUENTE|COL|COLONIA|BARRIO|BO|FRACC|FRACCIONAMIENTO|"
    r"UNIDAD HABITACIONAL|"
    r"MUNICIPIO(?: DE)?|ALCALDIA|DELEGACION|LOCALIDAD(?: DE)?|EJIDO|PUEBLO DE|COMUNIDAD DE|ESTADIO|"
    r"AEROPUERTO|METRO|ESTACION)\.? [\"«“]?$"
)
_PLACE_BEFORE = re.compile(
    r"\b(?:ESCUELAS?|ESC|SECUNDARIA|SEC|PRIMARIA|PRIM|PREPARATORIA|PREPA|TELESECUNDARIA|"
    r"TELEBACHILLERATO|BACHILLERATO|JARDIN(?: DE NIÑOS)?|"
    r"PREESCOLAR|KINDER|COLEGIO|INSTITUTO|UNIVERSIDAD|NORMAL|CBT|CBTIS|CECYTEM|COBAEM|CONALEP|EPOEM|"
    r"PLANTEL|CENTRO(?: ESCOLAR)?|"
    r"HOSPITAL|CLINICA|BIBLIOTECA|AUDITORIO|CASA DE CULTURA|MUSEO|TEATRO|FUNDACION|PREMIO|BECAS?|LEY|"
    r"PROGRAMA|MONUMENTO|"
    r"CENTRO (?:CULTURAL|DEPORTIVO|CIVICO)|UNIDAD DEPORTIVA|DEPORTIVO|ESTANCIA|GUARDERIA|SALON|SALA|"
    r"AULA|EDIFICIO|ALBERGUE|REFUGIO)\b"
    rf"(?:[ .,]|\b(?:NO|NUM|N[°º]|OFIC|OFICIAL|TEC|TECNICA|GRAL|GENERAL|FED|FEDERAL|EST|ESTATAL|"
    rf"MUNICIPAL|PUBLICA|DE|DEL|LA|{_TITLE}|"
    r"PRIMARIA|SECUNDARIA|PREPARATORIA|ESC|SEC|PRIM|PROFESORA?|ANEXA|SUPERIOR|MEDIA|URBANA|RURAL|"
    r"PARTICULAR|INFANTIL|TURNO|VESPERTINO|MATUTINO)\b"
    r"|\d{1,4}|[.°º\"«“'#-])*$"
)
_ROOM_BEFORE = re.compile(r"\b(?:SALON|SALA|AULA|EDIFICIO|BECAS?|PREMIO)\b[^\n\t,;]{0,12}$")
_AUTHOR_BEFORE = re.compile(
    r"\b(?:AUTOR(?:A|ES|AS)?|FUENTE|BIBLIOGRAFIA|REFERENCIAS|ESCRITO POR|COORD|COORDS|ED|EDS|TRADUCCION|"
    r"ILUSTRACION(?:ES)?|EDITOR[A]?)\b"
    r"(?: (?:DE|DEL|POR)\b)?[:. (]{0,3}[^\n.;]{0,60}$"
)
_AUTHOR_AFTER = re.compile(
    r"^(?![^\n]{0,25}\b(?:NAC|GENERACION|GRUPO|CICLO|GRADO|ALTA|DESDE))"
    r"[^\n]{0,25}\(?\b(?:19|20)\d\d[a-z]?\)|^[^\n]{0,40}\bISBN\b"
)
_OF_A_PICTURE = re.compile(
    r"\b(?:PREMIO|LUGAR|GANADOR[A]?|MENCION(?: HONORIFICA)?|RECONOCIMIENTO|DIPLOMA|DIBUJO|CARTEL|"
    r"FOTO|FOTOGRAFIA|PINTURA|OBRA|CUENTO|ENSAYO|TESTIMONIO|ENTREVISTA|BECA|CONCURSO|PARTICIPACION)\b[^\n.;]{0,25}$"
)
_ALONE_WITH_YEAR = re.compile(r"^ ?\((?:19|20)\d\d\)[ .]*(?=\n|\t|$)")
_NUMBERED_SCHOOL = re.compile(
    r"\b(?:ESC|ESCUELA|SEC|SECUNDARIA|PRIM|PRIMARIA|PREPA|PREPARATORIA|OFICIAL|OFIC|OFTV|TECNICA|TEC|TELESECUNDARIA|CBT)"
    r"\b[. ]*(?:NO|NUM|N[°º]|#)?[. ]*\d{1,4}[,:;.]? (?:- )?$"
)
_TOWNS = frozenset(
    {"HIDALGO", "MORELOS", "ZARAGOZA", "JUAREZ", "GUERRERO", "MADERO", "DURANGO", "TOLUCA", "METEPEC"}
)
_NUMBER_AFTER = re.compile(r"^ ?(?:NO\.? ?|NUM\.? ?|#)?\d{1,4}\b(?! AÑOS)")


def standing(written: Written, start: int, end: int) -> Standing:
    """Whose name stands at ``text[start:end]``."""
    folded = written.folded
    before = folded[max(0, start - 110) : start]
    line_before = before.rsplit("\n", 1)[-1]
    after = folded[end : end + 90]
    in_place = _is_place(line_before, before.replace('\n"', ' "'), after)
    if _PERSON_AFTER.search(after) and not _is_namesake(folded[start:end], in_place):
        return Standing.PERSON
    if in_place:
        return Standing.PLACE
    if _PERSON_BEFORE.search(before):
        return Standing.PERSON
    if _SERVANT_AFTER.search(after):
        return Standing.PERSON if _POST_IN_CLASS.search(after.partition("\n")[0]) else Standing.SERVANT
    if _SERVANT_BEFORE.search(before) and not _of_another(before, written.text[max(0, start - 110) : start]):
        return Standing.PERSON if _POST_IN_CLASS.search(line_before) else Standing.SERVANT
    if _AUTHOR_BEFORE.search(line_before) or (
        _AUTHOR_AFTER.search(after) and not _is_caption(line_before, after)
    ):
        return Standing.AUTHOR
    return Standing.TITLED if _TITLED.search(line_before) else Standing.UNKNOWN


def is_in_room(written: Written, start: int) -> bool:
    """Whether a room's or a grant's name stands before: rarely is one called after three names."""
    line_before = written.folded[max(0, start - 60) : start].rsplit("\n", 1)[-1]
    return _ROOM_BEFORE.search(line_before) is not None


def is_numbered_school(written: Written, start: int) -> bool:
    """Whether a school's number alone stands before: who is named behind it is hardly its hero."""
    return _NUMBERED_SCHOOL.search(written.before(start)) is not None


def _is_caption(line_before: str, after: str) -> bool:
    """Whether name and year are a prize's or a drawing's, or all that stands in a place: not a book's."""
    alone = not line_before.rpartition("\t")[2].strip(" -•*") and _ALONE_WITH_YEAR.search(after)
    return _OF_A_PICTURE.search(line_before) is not None or bool(alone)


def _of_another(folded: str, text: str) -> bool:
    """Whether the post before a name is somebody else's, who does something with whom is named."""
    match = _POST_AND_REST.search(folded)
    if match is None:
        return False
    return _ANOTHER.search(match[1]) is not None or _DID.search(text, match.start(1)) is not None


def _is_namesake(name: str, in_place: bool) -> bool:
    """Whether a school or a town is called so, of which pupils and classes are told."""
    return name in _TOWNS or (in_place and (names.is_namesake(name) or " " not in name))


def _is_place(line_before: str, before: str, after: str) -> bool:
    """Whether a street, a town or a school is called so; «C.» is a street where a number follows."""
    if _STREET_BEFORE.search(line_before) or _PLACE_BEFORE.search(before):
        return True
    return line_before.endswith(" C. ") and _NUMBER_AFTER.search(after) is not None
