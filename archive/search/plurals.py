"""A Spanish plural and its singular share one stem; nothing else is merged (caso and casa stay apart).

Rules for words already folded (no accents, ñ kept), with the few words that no rule can tell.  The singular's
own form is the stem, so a stem is a word people know; only words of four letters and more change.
"""

import re

_DIGIT = re.compile("[0-9]")

# Without number, or singular, although they end like a plural.
_NO_PLURALS = """
lunes martes miercoles jueves viernes tres entonces antes despues traves quizas jamas atras detras demas
ademas menos dios adios compas caries interes frances ingles japones holandes portugues irlandes escoces
finlandes tailandes libanes genoves cordobes marques burgues reves estres cipres expres arnes ines andres
moises
"""
_UNCHANGED = frozenset(_NO_PLURALS.split())

# Plurals that no rule can tell: the singular ends in -e where others end in a consonant, or the other way
# round, or in an accented or foreign -i, -u.
_SINGULARS = {
    plural: one
    for one, plurals in {
        "aire": "aires",
        "album": "albumes",
        "alcaide": "alcaides",
        "apendice": "apendices",
        "artifice": "artifices",
        "as": "ases",
        "asteroide": "asteroides",
        "atole": "atoles",
        "bambu": "bambus bambues",
        "bikini": "bikinis",
        "biogas": "biogases",
        "chile": "chiles",
        "cine": "cines",
        "club": "clubes",
        "codice": "codices",
        "compas": "compases",
        "complice": "complices",
        "desaire": "desaires",
        "desenlace": "desenlaces",
        "enlace": "enlaces",
        "espiritu": "espiritus",
        "esqui": "esquis esquies",
        "esteroide": "esteroides",
        "fraude": "fraudes",
        "gas": "gases",
        "goce": "goces",
        "grafiti": "grafitis",
        "helice": "helices",
        "hindu": "hindus hindues",
        "impetu": "impetus",
        "indice": "indices",
        "iraqui": "iraquis iraquies",
        "israeli": "israelis israelies",
        "jabali": "jabalis jabalies",
        "kiwi": "kiwis",
        "mani": "manis manies",
        "marroqui": "marroquis marroquies",
        "menu": "menus",
        "mole": "moles",
        "piramide": "piramides",
        "pozole": "pozoles",
        "reloj": "relojes",
        "roce": "roces",
        "rubi": "rubis rubies",
        "safari": "safaris",
        "sede": "sedes",
        "subindice": "subindices",
        "tabu": "tabus tabues",
        "taxi": "taxis",
        "tribu": "tribus",
        "tule": "tules",
        "vale": "vales",
        "vertice": "vertices",
    }.items()
    for plural in plurals.split()
}

_VOWELS = "aeiou"
# One vowel and one of these before -es: the singular ends in that consonant (mujer, ciudad, papel, ley).
_ENDS_A_SINGULAR = "lrndyxz"


def singular(form: str) -> str:
    """The stem of a folded word: its singular where it is a plural, else the word itself."""
    if len(form) < 4 or form[-1] != "s" or form in _UNCHANGED or _DIGIT.search(form):
        return form
    if form in _SINGULARS:
        return _SINGULARS[form]
    before = form[-2]
    if before == "e":
        return _after_e(form)
    if before in "ao":
        return form[:-1]
    if before in _VOWELS or before == "s":  # -is, -us: crisis, campus; the true plurals among them are listed
        return form
    return form[:-1]  # clubs, tickets


def _after_e(form: str) -> str:
    consonant, vowel = form[-3], form[-4]
    single = vowel in _VOWELS
    if consonant == "c":
        return form[:-3] + "z" if single and not form.endswith("auces") else form[:-1]
    if consonant == "s":
        return form[:-2] if single and vowel != "a" and len(form) > 4 else form[:-1]
    if consonant in _ENDS_A_SINGULAR and single and len(form) > 4:
        return form[:-2]
    return form[:-1]
