"""Every setting of AideNum, in one place.

A setting is an environment variable `AIDENUM_<NAME>`. `Settings` says its default and what it does; the table of
docs/settings.md is made from it, and a test compares the two.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from directory.errors import SettingError

ROOT = Path(__file__).resolve().parents[1]
NATIONAL_FILE = "https://www.data.gouv.fr/api/1/datasets/r/398edc71-0d51-4cb6-9cbe-2540a4db573c"
PLAN_IGN = (
    "https://data.geopf.fr/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=GEOGRAPHICALGRIDSYSTEMS.PLANIGNV2"
    "&STYLE=normal&FORMAT=image/png&TILEMATRIXSET=PM&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}"
)


@dataclass(frozen=True)
class Setting:
    """One environment variable: its name without the prefix, default, reader and meaning (in French, for the docs)."""

    name: str
    default: str
    read: Callable[[str], Any]
    help: str

    @property
    def variable(self) -> str:
        """The environment variable's full name."""
        return f"AIDENUM_{self.name.upper()}"


def _flag(text: str) -> bool:
    if text.strip().lower() in {"", "0", "false", "no", "non"}:
        return False
    if text.strip().lower() in {"1", "true", "yes", "oui"}:
        return True
    raise ValueError("attendu : 1 ou 0")


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


def _kilometres(text: str) -> tuple[float, ...]:
    steps = tuple(float(word) for word in _words(text))
    if not steps or list(steps) != sorted(steps) or steps[0] <= 0:
        raise ValueError("attendu : des kilomètres croissants, par exemple 5,10,25,50")
    return steps


def _positive(text: str) -> int:
    value = int(text)
    if value <= 0:
        raise ValueError("attendu : un nombre entier positif")
    return value


def _parts(text: str) -> int:
    value = int(text)
    if not 1 <= value <= 4:
        raise ValueError("attendu : un nombre de 1 à 4")
    return value


def _euros(text: str) -> float:
    value = float(text.replace(",", "."))
    if not 0 <= value < 1e6:
        raise ValueError("attendu : un montant en euros, par exemple 0.05")
    return value


def _seconds(text: str) -> float:
    value = float(text)
    if value <= 0:
        raise ValueError("attendu : un nombre de secondes positif")
    return value


def _share(text: str) -> float:
    value = float(text)
    if not 0 <= value <= 1:
        raise ValueError("attendu : une part entre 0 et 1, par exemple 0.3")
    return value


def _setting(default: str, read: Callable[[str], Any], help_text: str) -> Any:
    return field(metadata={"default": default, "read": read, "help": help_text})


@dataclass(frozen=True)
class Settings:
    """The settings' values, typed. Build with `Settings.from_env()`; in tests, with `Settings.from_env({...})`.

    One line a setting: its default (as text), how it is read, and its meaning in French, for docs/settings.md.
    """

    home: Path = _setting(str(ROOT), Path, "Dossier du projet : `data/`, `models/`, `domain.yml`.")
    var: str = _setting(
        "", str, "Dossier de ce qui change (base, journal, clé). Vide : `var/` dans le dossier du projet."
    )
    database_url: str = _setting(
        "", str, "Base de données, une adresse SQLAlchemy. Vide : SQLite dans le dossier `var/`."
    )
    offline: bool = _setting("0", _flag, "`1` : ne jamais essayer le réseau extérieur.")
    territories: tuple[str, ...] = _setting(
        "", _words, "Territoires du déploiement, séparés par des virgules (`data/territories/`)."
    )
    radius_steps: tuple[float, ...] = _setting(
        "5,10,25,50", _kilometres, "Rayons de recherche successifs, en kilomètres."
    )
    sites_per_answer: int = _setting("3", _positive, "Nombre de lieux dans une réponse.")
    retention_hours: int = _setting("24", _positive, "Durée de conservation d'une conversation, en heures.")
    history_events: int = _setting("200", _positive, "Nombre d'évènements gardés par conversation.")
    turn_seconds: float = _setting("15", _seconds, "Temps laissé à une réponse avant l'excuse avec un autre moyen.")
    messages_per_minute: int = _setting("30", _positive, "Messages acceptés par minute, par adresse réseau.")
    secret: str = _setting("", str, "Clé qui signe les sessions. Vide : créée au premier démarrage dans `var/secret`.")
    human_phone: str = _setting("", str, "Téléphone d'un humain de la collectivité, au format +33…")
    human_name: str = _setting("", str, "Qui répond à ce téléphone, par exemple « l'accueil de la mairie ».")
    service_name: str = _setting("AideNum", str, "Nom du service, dit au premier message.")
    sync_url: str = _setting(NATIONAL_FILE, str, "Fichier national des lieux, téléchargé par `aidenum sync`.")
    sync_shrink: float = _setting(
        "0.3", _share, "Baisse du nombre de lieux au-delà de laquelle `sync` refuse un fichier."
    )
    geocoder_url: str = _setting("https://data.geopf.fr/geocodage", str, "Géocodeur national pour les adresses.")
    geocoder_seconds: float = _setting("1.5", _seconds, "Temps laissé au géocodeur, en secondes.")
    trusted_proxies: tuple[str, ...] = _setting(
        "", _words, "Adresses des mandataires dont on croit l'en-tête X-Forwarded-For."
    )
    public_url: str = _setting("", str, "Adresse publique du service, par exemple `https://aide.maville.fr`.")
    exit_url: str = _setting("https://meteofrance.com/", str, "Site neutre qu'ouvre le bouton « Quitter vite ».")
    tiles_url: str = _setting(
        PLAN_IGN, str, "Fond de carte : adresse des tuiles avec {z}, {x}, {y}. Vide : pas de carte."
    )
    tiles_credit: str = _setting("© IGN, Géoplateforme", str, "Mention affichée sur la carte.")
    console: bool = _setting("1", _flag, "`0` : pas de console d'accueil, même depuis la machine elle-même.")
    console_tokens: tuple[str, ...] = _setting(
        "", _words, "Clés de la console, une par site, par exemple `arras:une-longue-cle-secrete`."
    )
    console_sso_header: str = _setting(
        "", str, "En-tête où le mandataire nomme l'agent connecté, par exemple `X-Remote-User`."
    )
    sms_accounts: str = _setting(
        "", str, "Fichier des comptes d'opérateurs SMS. Vide : `sms.yml` dans le dossier `var/`."
    )
    sms_countries: tuple[str, ...] = _setting(
        "33,262,590,594,596", _words, "Indicatifs des pays à qui l'on répond par SMS."
    )
    sms_burst: int = _setting("10", _positive, "SMS d'une même personne auxquels on répond en dix minutes.")
    sms_day: int = _setting("40", _positive, "SMS d'une même personne auxquels on répond en un jour.")
    sms_everybody_hour: int = _setting("5000", _positive, "SMS de tout le monde auxquels on répond en une heure.")
    sms_parts: int = _setting("2", _parts, "Nombre de SMS dans une réponse, de 1 à 4.")
    sms_part_price: float = _setting("0.05", _euros, "Prix d'un SMS envoyé, en euros : sert aux figures et au budget.")
    sms_daily_budget: float = _setting("10", _euros, "Budget du jour, en euros : au-delà, seules les réponses partent.")
    log_level: str = _setting("INFO", str, "Niveau du journal : DEBUG, INFO, WARNING ou ERROR.")

    @classmethod
    def from_env(cls, env: Mapping[str, str] | None = None) -> Settings:
        """Read `AIDENUM_*` from `env` (default: the process's environment).

        Raises `SettingError`, naming the variable, what it holds and what is expected.
        """
        source = os.environ if env is None else env
        return cls(**{setting.name: _read(setting, source) for setting in SETTINGS})

    @property
    def data(self) -> Path:
        """The folder that people edit."""
        return self.home / "data"

    @property
    def var_folder(self) -> Path:
        """The folder of what changes while the service runs."""
        return Path(self.var) if self.var else self.home / "var"

    @property
    def database(self) -> str:
        """The SQLAlchemy URL, the default filled in."""
        return self.database_url or f"sqlite:///{self.var_folder / 'aidenum.sqlite3'}"


def _read(setting: Setting, source: Mapping[str, str]) -> Any:
    text = source.get(setting.variable, setting.default)
    try:
        return setting.read(text)
    except ValueError as error:
        raise SettingError(setting.variable, text, str(error)) from error


SETTINGS: tuple[Setting, ...] = tuple(Setting(one.name, **one.metadata) for one in fields(Settings))
