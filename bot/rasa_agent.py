"""Rasa's agent in this process: the actions too, without an HTTP hop."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import jsonschema
from rasa.core.actions.action import RemoteAction
from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel
from rasa.engine.exceptions import GraphComponentException
from rasa.exceptions import UnsupportedModelVersionError
from rasa.shared.exceptions import InvalidConfigException
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor

from bot.errors import ModelMissing, ModelUnusable
from bot.storage.tracker_store import ConversationStore


class LocalActions(EndpointConfig):
    """An action "server" in this process: hands the call to rasa_sdk's executor."""

    def __init__(self) -> None:
        # The actions need no domain: sending it with each call costs more than the action itself.
        super().__init__(url="local://actions", enable_selective_domain=True)
        self._executor = ActionExecutor()
        self._executor.register_package("actions")

    async def request(self, *_args: Any, json: Any = None, **_kwargs: Any) -> Any:
        """Run the action that `json` names; its events and responses."""
        return await self._executor.run(json)


class AnswerChannel(CollectingOutputChannel):
    """Collects whole answers under the name of the channel that the person uses."""

    def __init__(self, channel: str) -> None:
        super().__init__()
        self._channel = channel

    def name(self) -> str:  # type: ignore[override]
        """The channel's name, as the actions and the sentences know it."""
        return self._channel

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Keep the answer that rides in `custom`; its text is in it."""
        if message.get("custom"):
            self.messages.append(message["custom"])


def load_agent(models: Path, store: ConversationStore) -> Agent:
    """The agent of the newest model of `models`, with our store and our actions.

    Raises `ModelMissing`, or `ModelUnusable` when it was trained by another version.
    """
    model = newest_model(models)
    _validate_faster()
    try:
        agent = Agent.load(model_path=str(model), action_endpoint=LocalActions())
    except (GraphComponentException, InvalidConfigException, UnsupportedModelVersionError) as error:
        raise ModelUnusable(model) from error
    store.domain = agent.domain
    # Not Rasa's fail-safe wrapper: it would keep conversations in memory, unredacted, without saying so.
    agent.tracker_store = store
    agent.processor.tracker_store = store
    return agent


def newest_model(models: Path) -> Path:
    """The model trained last."""
    found = sorted(models.glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)
    if not found:
        raise ModelMissing(models)
    return found[-1]


def _validate_faster() -> None:
    """Rasa checks its own schema again at each action result, two thirds of a turn: build the validator once."""

    def validate(self: RemoteAction, result: dict[str, Any]) -> bool:
        _validator().validate(result)
        return True

    RemoteAction._validate_action_result = validate


@lru_cache(maxsize=1)
def _validator() -> Any:
    return jsonschema.Draft202012Validator(RemoteAction.action_response_format_spec())
