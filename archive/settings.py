"""The one frozen Settings: every value with name, type, default and help, read once at start.

Values come from ``<instance>/settings.toml``, then from ``ACERVO_<NAME>`` environment variables, which win.
"""

import os
import secrets
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from archive.errors import BadSetting

FACES = ("portal", "workspace", "api")
SEARCH_ENGINES = ("tantivy", "whoosh", "postgres")


def _setting(default: Any, help_text: str) -> Any:
    return field(default=default, metadata={"help": help_text})


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What an installation may choose.  Sizes are bytes, times seconds, unless the name says otherwise."""

    instance: Path = _setting(Path("instance"), "Folder of all this installation keeps")  # noqa: RUF009
    database_url: str = _setting("", "SQLAlchemy address; empty: SQLite in the instance folder")
    vault_url: str = _setting(
        "", "Originals and renditions: a folder or s3://bucket/prefix; empty: store/vault"
    )
    public_url: str = _setting(
        "", "Public versions only: a folder or s3://bucket/prefix; empty: store/public"
    )
    s3_endpoint: str = _setting("", "Address of the S3 service, when it is not the provider's own")
    s3_region: str = _setting("us-east-1", "Region of the S3 buckets")
    search: str = _setting("tantivy", "Search engine: tantivy, whoosh or postgres")
    faces: tuple[str, ...] = _setting(FACES, "What this process shows: portal, workspace, api")
    secret_key: str = _setting(
        "", "Signs cookies; empty: made at first start and kept in the instance folder"
    )
    host: str = _setting("127.0.0.1", "Address the server listens on")
    port: int = _setting(8000, "Port the server listens on")
    trusted_proxies: int = _setting(0, "Reverse proxies in front whose X-Forwarded-* headers are believed")
    base_url: str = _setting("", "Public address of the portal, as readers type it; empty: as asked")
    web_processes: int = _setting(2, "Server processes")
    reading_processes: int = _setting(0, "Files read at once by the worker; 0: one per core")
    authority: str = _setting("Ayuntamiento de Calimaya", "The public body whose archive this is")
    unit_heads: str = _setting(
        "", "Who heads each unit and so classifies: `unit=Name, post`, one a line, `*` for all others"
    )
    portal_name: str = _setting("Acervo", "Name at the top of every page")
    languages: tuple[str, ...] = _setting(("es", "en"), "Languages of the screens, the first is the default")
    ocr_languages: tuple[str, ...] = _setting(
        ("spa",), "Tesseract languages for scans, joined; each more makes reading slower"
    )
    max_upload_size: int = _setting(4_000_000_000, "Largest file taken")
    max_pages: int = _setting(5_000, "Most pages of one file")
    parser_seconds: float = _setting(120.0, "Time for one call of a parser")
    parser_memory: int = _setting(3_000_000_000, "Address space of one parser process")
    session_hours: int = _setting(12, "A sign-in ends after so many hours without use")
    secure_cookies: bool = _setting(
        True, "Cookies only over HTTPS (plain HTTP is allowed on this machine's own address)"
    )
    k_anonymity: int = _setting(10, "Smallest published count about people (never under 5)")
    rounding: int = _setting(5, "Published counts about people are rounded to multiples of this (5 or more)")
    small_school: int = _setting(30, "Schools with fewer pupils are pooled in published counts")
    place_code: str = _setting("15018", "INEGI code of what open data covers")
    place_name: str = _setting("Calimaya", "Name of what open data covers")
    authority_initials: str = _setting("", "Initials of the public body, for citing its data")
    contact_position: str = _setting("Titular de la Unidad de Transparencia", "Whom to ask about open data")
    contact_email: str = _setting("", "Mail address for questions about open data")
    ckan_organization: str = _setting("", "Organization that owns the datasets on the CKAN portal")
    ckan_key: str = _setting("", "API key of the CKAN portal that datasets are pushed to")

    def changed(self, **changes: Any) -> "Settings":
        """These settings with the given ones replaced; None means: as it was."""
        stated = {name: value for name, value in changes.items() if value is not None}
        return _checked(replace(self, **stated))

    @property
    def database_address(self) -> str:
        return self.database_url or f"sqlite:///{self.instance / 'acervo.sqlite'}"

    @property
    def vault_address(self) -> str:
        return self.vault_url or str(self.instance / "store" / "vault")

    @property
    def public_address(self) -> str:
        return self.public_url or str(self.instance / "store" / "public")

    @property
    def index_folder(self) -> Path:
        return self.instance / "index"

    @property
    def uploads_folder(self) -> Path:
        return self.instance / "uploads"

    @property
    def work_folder(self) -> Path:
        return self.instance / "work"


def load_settings(instance: Path | None = None, environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings of ``instance`` (default: ACERVO_INSTANCE, then ./instance).

    Raises BadSetting for an unknown name or a value of the wrong type.
    """
    folder = Path(instance or environment.get("ACERVO_INSTANCE", "instance")).resolve()
    given: dict[str, Any] = {}
    written = folder / "settings.toml"
    if written.exists():
        given.update(_read_toml(written))
    for name, untrusted_value in environment.items():
        short = name.removeprefix("ACERVO_").lower()
        if name.startswith("ACERVO_") and short in _TYPES and short != "instance":
            given[short] = untrusted_value
    checked = {name: _converted(name, value) for name, value in given.items()}
    return _checked(Settings(**{**checked, "instance": folder}))


def ensure_secret_key(settings: Settings) -> str:
    """The key that signs cookies: the one set, or one made once and kept readable by this user alone."""
    if settings.secret_key:
        return settings.secret_key
    kept = settings.instance / "secret_key"
    try:
        descriptor = os.open(kept, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return kept.read_text(encoding="ascii").strip()
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(32))
        file.flush()
        os.fsync(file.fileno())
    return kept.read_text(encoding="ascii").strip()


_TYPES: dict[str, Any] = {item.name: item.type for item in fields(Settings)}


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSetting(name=path.name, reason=str(error)) from error


def _converted(name: str, untrusted_value: Any) -> Any:
    kind = _TYPES.get(name)
    if kind is None:
        raise BadSetting(name=name, reason="ese nombre no existe")
    try:
        if kind is bool:
            return _as_bool(untrusted_value)
        if kind in (int, float, str, Path):
            return kind(untrusted_value)
    except ValueError as error:
        raise BadSetting(name=name, reason=str(error)) from error
    parts = untrusted_value.split(",") if isinstance(untrusted_value, str) else untrusted_value
    return tuple(str(part).strip() for part in parts if str(part).strip())


def _as_bool(untrusted_value: Any) -> bool:
    if isinstance(untrusted_value, bool):
        return untrusted_value
    words = {
        "1": True,
        "true": True,
        "yes": True,
        "si": True,
        "sí": True,
        "0": False,
        "false": False,
        "no": False,
    }
    try:
        return words[str(untrusted_value).strip().lower()]
    except KeyError:
        raise ValueError("se espera true o false") from None


def _checked(settings: Settings) -> Settings:
    if settings.search not in SEARCH_ENGINES:
        raise BadSetting(name="search", reason=", ".join(SEARCH_ENGINES))
    if unknown := set(settings.faces) - set(FACES):
        raise BadSetting(name="faces", reason=", ".join(sorted(unknown)))
    if settings.k_anonymity < 5:
        raise BadSetting(name="k_anonymity", reason="nunca menor que 5")
    if not 5 <= settings.rounding <= settings.k_anonymity:
        raise BadSetting(name="rounding", reason="de 5 a k_anonymity")
    if not settings.languages:
        raise BadSetting(name="languages", reason="hace falta al menos una")
    return settings
