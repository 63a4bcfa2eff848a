"""Registers: administrative units with their aliases, schools by CCT, topics."""

from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from archive.models.base import Base


class Level(StrEnum):
    """What a school teaches; columns keep the value, and an unknown one of before is left alone."""

    PRESCHOOL = "preescolar"
    PRIMARY = "primaria"
    LOWER_SECONDARY = "secundaria"
    UPPER_SECONDARY = "bachillerato"
    HIGHER = "superior"
    TRAINING = "formación para el trabajo"
    SPECIAL = "educación especial"


class Shift(StrEnum):
    MORNING = "matutino"
    AFTERNOON = "vespertino"
    EVENING = "nocturno"
    BOTH = "mixto"
    FULL_DAY = "tiempo completo"


class Unit(Base):
    __tablename__ = "units"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    description: Mapped[str] = mapped_column(default="")


class UnitAlias(Base):
    """Another name under which the same unit appears in documents."""

    __tablename__ = "unit_aliases"

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(200), unique=True)


class School(Base):
    __tablename__ = "schools"

    id: Mapped[int] = mapped_column(primary_key=True)
    cct: Mapped[str] = mapped_column(String(10), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    level: Mapped[str] = mapped_column(String(40), default="")  # a Level, or empty
    shift: Mapped[str] = mapped_column(String(40), default="")  # a Shift, or empty
    locality: Mapped[str] = mapped_column(String(120), default="")
    locality_code: Mapped[str] = mapped_column(String(9), default="")  # INEGI's, «150180003»
    pupils: Mapped[int | None]  # enrolled: a small school's counts are pooled before they are published


class Topic(Base):
    __tablename__ = "topics"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(200))
