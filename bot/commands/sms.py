"""`aidenum sms`: a telephone in the terminal, the ledger, the figures, the operators."""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.channels.sms.model import GSM7
from bot.commands.opening import open_house
from directory.wiring import Directory

if TYPE_CHECKING:
    from bot.channels.sms.phone import Shown

sms = typer.Typer(help="Le canal SMS : essayer, vérifier, compter.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add the family."""
    app.add_typer(sms, name="sms")


@sms.command()
def simulate(
    messages: Annotated[
        list[str] | None, typer.Argument(help="Les messages, entre guillemets ; sinon, au clavier.")
    ] = None,
    number: Annotated[str, typer.Option("--from", help="Le numéro de téléphone simulé.")] = "06 39 98 00 01",
    now: Annotated[str | None, typer.Option(help="Fige l'horloge, ISO 8601 avec fuseau.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Une ligne JSON par réponse.")] = False,
) -> None:
    """Un téléphone dans le terminal : le même chemin qu'un vrai SMS, avec ses parties et son prix."""
    directory = open_house(now, level="ERROR")
    with tempfile.TemporaryDirectory(prefix="aidenum-sms-") as folder:
        asyncio.run(_talk(directory, Path(folder), messages or _typed(), number, as_json))


@sms.command()
def verify(as_json: Annotated[bool, typer.Option("--json", help="En JSON, sur une ligne.")] = False) -> None:
    """Vérifie le registre : une réponse, une excuse ou une raison pour chaque message accepté."""
    from bot.channels.sms import ledger
    from bot.channels.sms.store import Store

    directory = open_house(level="ERROR")
    retention = timedelta(hours=directory.settings.retention_hours)
    found = ledger.verify(Store(directory.engine, directory.clock), retention)
    if as_json:
        print(json.dumps(found.__dict__, ensure_ascii=False))
    else:
        silences = ", ".join(f"{name} {count}" for name, count in sorted(found.silences.items())) or "aucun"
        print(f"Acceptés : {found.accepted}. Réponses : {found.answered}. Excuses : {found.apologies}.")
        print(f"Silences expliqués : {silences}. En cours : {found.pending}. À envoyer : {found.waiting_to_leave}.")
        print("\n".join(f"FAUTE : {fault}" for fault in found.faults) or "Le registre est juste.")
    raise typer.Exit(1 if found.faults else 0)


@sms.command()
def report(last: Annotated[int, typer.Option("--days", help="Nombre de jours.")] = 14) -> None:
    """Les figures par jour : messages, réponses, parties, prix."""
    from bot.channels.sms import ledger
    from bot.channels.sms.store import Store

    directory = open_house(level="ERROR")
    price = directory.settings.sms_part_price
    found = ledger.days(Store(directory.engine, directory.clock), last)
    if not found:
        print("Aucun SMS ces derniers jours.")
    for day, counts in found.items():
        replies, parts = counts.get("answered", 0) + counts.get("apology", 0), counts.get("parts", 0)
        each = f", {parts / replies:.2f} SMS et {parts * price / replies:.2f} € par réponse" if replies else ""
        print(
            f"{day} : {counts.get('accepted', 0)} reçus, {replies} réponses, {parts} SMS envoyés, {parts * price:.2f} €{each}"
        )


@sms.command()
def purge() -> None:
    """Oublie tout de suite ce qui est trop vieux, et dit combien."""
    from bot.channels.sms.keys import Keys
    from bot.channels.sms.purge import purge as forget
    from bot.channels.sms.store import Store
    from bot.secret import deployment_secret

    directory = open_house(level="ERROR")
    settings, retention = directory.settings, timedelta(hours=directory.settings.retention_hours)
    keys = Keys(deployment_secret(settings), settings.var_folder / "sms-keys", retention)
    done = forget(Store(directory.engine, directory.clock), keys, retention)
    print("Oublié : " + ", ".join(f"{name} {count}" for name, count in done.items()) + ".")


@sms.command()
def operators(
    name: Annotated[str | None, typer.Argument(help="Un opérateur, pour voir ce qu'il demande.")] = None,
) -> None:
    """Les opérateurs décrits, ou l'entrée à écrire dans var/sms.yml pour l'un d'eux."""
    from bot.channels.sms.accounts import kinds, needs

    if name is None:
        print("\n".join(kinds()))
        return
    print(f"{name}:")
    for field, meaning in needs(name).items():
        print(f'  {field}: ""  # {meaning}')


@sms.command()
def kannel(name: Annotated[str, typer.Argument(help="L'entrée de var/sms.yml.")] = "kannel") -> None:
    """Le fichier kannel.conf qui va avec l'entrée de var/sms.yml."""
    from bot.channels.sms.accounts import accounts_file, adapters
    from bot.channels.sms.errors import AccountsUnreadable
    from bot.channels.sms.kannel_conf import kannel_conf
    from directory.clock import Clock
    from directory.settings import Settings

    settings = Settings.from_env()
    found = adapters(settings, Clock()).get(name)
    if found is None:
        raise AccountsUnreadable(accounts_file(settings), f"il n'y a pas d'entrée « {name} »")
    print(kannel_conf(name, found.account))


@sms.command()
def send(
    number: Annotated[str, typer.Argument(help="Le numéro qui reçoit l'essai.")],
    operator: Annotated[str, typer.Option(help="L'entrée de var/sms.yml.")] = "kannel",
) -> None:
    """Envoie un SMS d'essai : de jour seulement, et dans le budget du jour. Le serveur doit tourner."""
    from bot.channels.sms.alphabet import gsm
    from bot.channels.sms.keys import Keys
    from bot.channels.sms.store import Store
    from bot.channels.sms.unasked import start
    from bot.secret import deployment_secret

    directory = open_house(level="ERROR")
    settings, retention = directory.settings, timedelta(hours=directory.settings.retention_hours)
    text = gsm(directory.texts.say("sms_test", channel="sms", service=settings.service_name).text)
    keys = Keys(deployment_secret(settings), settings.var_folder / "sms-keys", retention)
    start(Store(directory.engine, directory.clock), keys, settings, operator, number, text)
    print("L'essai est dans la boîte d'envoi.")


async def _talk(directory: Directory, folder: Path, messages: Iterable[str], number: str, as_json: bool) -> None:
    from bot.assistant import Assistant
    from bot.channels.sms.phone import Phone, TrialHouse
    from bot.services import Services

    house = TrialHouse(Services(Assistant.load(directory)), folder)
    price = directory.settings.sms_part_price
    async with Phone(house, number).on() as phone:
        for text in messages:
            print(*_told(text, await phone.say(text), price, as_json), sep="\n", flush=True)
        await phone.forget()


def _told(text: str, shown: Shown | None, price: float, as_json: bool) -> list[str]:
    """One exchange as lines."""
    if as_json:
        cost = round(shown.parts * price, 4) if shown else 0.0
        return [
            json.dumps({"sent": text, **(asdict(shown) if shown else {"text": None}), "cost": cost}, ensure_ascii=False)
        ]
    if shown is None:
        return [f"→ {text}", "   (silence)", ""]
    alphabet = "GSM-7" if shown.coding == GSM7 else "UCS-2"
    figures = f"   [{shown.parts} SMS, {alphabet}, {shown.size} signes, {shown.parts * price:.2f} €]"
    return [f"→ {text}", *(f"   {line}" for line in shown.text.split("\n")), figures, ""]


def _typed() -> Iterator[str]:
    """What is typed, a message a line; an empty line or the end of the input ends."""
    if sys.stdin.isatty():
        print("Écrivez comme sur un téléphone. Une ligne vide pour finir.")
    for line in sys.stdin:
        if not line.strip() and sys.stdin.isatty():
            return
        if line.strip():
            yield line.rstrip("\n")
