"""Every setting of AideNum, in one place.

A setting is an environment variable `AIDENUM_<NAME>`. `SETTINGS` says its default and what it does; the table of
docs/settings.md is made from it, and a test compares the two.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
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


SETTINGS: tuple[Setting, ...] = (
    Setting("home", str(ROOT), Path, "Dossier du projet : `data/`, `models/`, `domain.yml`."),
    Setting("var", "", str, "Dossier de ce qui change (base, journal, clé). Vide : `var/` dans le dossier du projet."),
    Setting("database_url", "", str, "Base de données, une adresse SQLAlchemy. Vide : SQLite dans le dossier `var/`."),
    Setting("offline", "0", _flag, "`1` : ne jamais essayer le réseau extérieur."),
    Setting("territories", "", _words, "Territoires du déploiement, séparés par des virgules (`data/territories/`)."),
    Setting("radius_steps", "5,10,25,50", _kilometres, "Rayons de recherche successifs, en kilomètres."),
    Setting("sites_per_answer", "3", _positive, "Nombre de lieux dans une réponse."),
    Setting("retention_hours", "24", _positive, "Durée de conservation d'une conversation, en heures."),
    Setting("history_events", "200", _positive, "Nombre d'évènements gardés par conversation."),
    Setting("turn_seconds", "15", _seconds, "Temps laissé à une réponse avant l'excuse avec un autre moyen."),
    Setting("messages_per_minute", "30", _positive, "Messages acceptés par minute, par adresse réseau."),
    Setting("secret", "", str, "Clé qui signe les sessions. Vide : créée au premier démarrage dans `var/secret`."),
    Setting("human_phone", "", str, "Téléphone d'un humain de la collectivité, au format +33…"),
    Setting("human_name", "", str, "Qui répond à ce téléphone, par exemple « l'accueil de la mairie »."),
    Setting("service_name", "AideNum", str, "Nom du service, dit au premier message."),
    Setting("sync_url", NATIONAL_FILE, str, "Fichier national des lieux, téléchargé par `aidenum sync`."),
    Setting("sync_shrink", "0.3", _share, "Baisse du nombre de lieux au-delà de laquelle `sync` refuse un fichier."),
    Setting("geocoder_url", "https://data.geopf.fr/geocodage", str, "Géocodeur national pour les adresses."),
    Setting("geocoder_seconds", "1.5", _seconds, "Temps laissé au géocodeur, en secondes."),
    Setting("trusted_proxies", "", _words, "Adresses des mandataires dont on croit l'en-tête X-Forwarded-For."),
    Setting("public_url", "", str, "Adresse publique du service, par exemple `https://aide.maville.fr`."),
    Setting("exit_url", "https://meteofrance.com/", str, "Site neutre qu'ouvre le bouton « Quitter vite »."),
    Setting("tiles_url", PLAN_IGN, str, "Fond de carte : adresse des tuiles avec {z}, {x}, {y}. Vide : pas de carte."),
    Setting("tiles_credit", "© IGN, Géoplateforme", str, "Mention affichée sur la carte."),
    Setting("console", "1", _flag, "`0` : pas de console d'accueil, même depuis la machine elle-même."),
    Setting("console_tokens", "", _words, "Clés de la console, une par site, par exemple `arras:une-longue-cle-secrete`."),
    Setting("console_sso_header", "", str, "En-tête où le mandataire nomme l'agent connecté, par exemple `X-Remote-User`."),
    Setting("sms_accounts", "", str, "Fichier des comptes d'opérateurs SMS. Vide : `sms.yml` dans le dossier `var/`."),
    Setting("sms_countries", "33,262,590,594,596", _words, "Indicatifs des pays à qui l'on répond par SMS."),
    Setting("sms_burst", "10", _positive, "SMS d'une même personne auxquels on répond en dix minutes."),
    Setting("sms_day", "40", _positive, "SMS d'une même personne auxquels on répond en un jour."),
    Setting("sms_everybody_hour", "5000", _positive, "SMS de tout le monde auxquels on répond en une heure."),
    Setting("sms_parts", "2", _parts, "Nombre de SMS dans une réponse, de 1 à 4."),
    Setting("sms_part_price", "0.05", _euros, "Prix d'un SMS envoyé, en euros : sert aux figures et au budget."),
    Setting("sms_daily_budget", "10", _euros, "Budget du jour, en euros : au-delà, seules les réponses partent."),
    Setting("log_level", "INFO", str, "Niveau du journal : DEBUG, INFO, WARNING ou ERROR."),
)


@dataclass(frozen=True)
class Settings:
    """The settings' values, typed. Build with `Settings.from_env()`; in tests, with `Settings.from_env({...})`."""

    home: Path
    var: str
    database_url: str
    offline: bool
    territories: tuple[str, ...]
    radius_steps: tuple[float, ...]
    sites_per_answer: int
    retention_hours: int
    history_events: int
    turn_seconds: float
    messages_per_minute: int
    secret: str
    human_phone: str
    human_name: str
    service_name: str
    sync_url: str
    sync_shrink: float
    geocoder_url: str
    geocoder_seconds: float
    trusted_proxies: tuple[str, ...]
    public_url: str
    exit_url: str
    tiles_url: str
    tiles_credit: str
    console: bool
    console_tokens: tuple[str, ...]
    console_sso_header: str
    sms_accounts: str
    sms_countries: tuple[str, ...]
    sms_burst: int
    sms_day: int
    sms_everybody_hour: int
    sms_parts: int
    sms_part_price: float
    sms_daily_budget: float
    log_level: str

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


if {field.name for field in fields(Settings)} != {setting.name for setting in SETTINGS}:  # pragma: no cover
    raise AssertionError("Settings and SETTINGS name different settings")
