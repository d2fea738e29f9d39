"""The OpenAPI document is valid, tells the truth about the interface, and no request it allows breaks the server."""

from __future__ import annotations

import json
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from bot.channels.openapi import document
from directory.answers import KINDS
from directory.sites.vocabulary import vocabulary


@pytest.fixture(scope="module")
def api_schema(client: TestClient) -> Any:
    """The document as the application serves it."""
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", client.app)
    # Each request starts and stops the application: random requests, not every combination of every value.
    schema.config.phases.update(phases=["examples", "fuzzing"])
    return schema


tried = schemathesis.pytest.from_fixture("api_schema")


@tried.parametrize()
@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much],
)
@pytest.mark.slow
def test_no_request_breaks_the_server(case: Any) -> None:
    """Whatever is sent, wrong or right: no 5xx, a documented status, a body of the documented shape."""
    response = case.call()
    assert response.status_code < 500
    case.validate_response(
        response, checks=(schemathesis.checks.not_a_server_error, schemathesis.checks.response_schema_conformance)
    )


def test_real_answers_follow_the_document(client: TestClient) -> None:
    """A search, a site and a message really have the documented shapes."""
    found = client.get("/api/places", params={"q": "caudry impots"}).json()
    assert found["places"]
    valid("Search", found)
    valid("Place", client.get(f"/api/places/{found['places'][0]['id']}").json())
    valid("Answers", client.post("/api/messages", json={"message": "bonjour"}).json())
    valid("Error", client.get("/api/places").json())


def test_document_names_the_whole_vocabulary() -> None:
    """The services of the standard and the kinds of the contract stand in the document, none more, none less."""
    schemas = document()["components"]["schemas"]
    assert tuple(schemas["Service"]["enum"]) == vocabulary()["services"]
    assert set(schemas["Answer"]["properties"]["kind"]["enum"]) == KINDS


def valid(name: str, body: Any) -> None:
    """`body` follows the schema of that name."""
    Draft202012Validator({**document(), "$ref": f"#/components/schemas/{name}"}).validate(json.loads(json.dumps(body)))
