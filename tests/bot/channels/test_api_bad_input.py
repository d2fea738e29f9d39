"""Bad input: a clear 4xx each, in the contract's shape, and the service goes on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from starlette.testclient import TestClient

CASES = yaml.safe_load((Path(__file__).parents[2] / "payloads" / "bad_requests.yml").read_text(encoding="utf-8"))
JSON = {"Content-Type": "application/json"}


def refused(response: Any, status: int, code: str) -> None:
    """The refusal has that status and that code, a sentence, and no stack trace."""
    assert response.status_code == status, response.text
    error = response.json()["error"]
    assert error["code"] == code
    assert error["message"]
    assert "Traceback" not in response.text


@pytest.mark.parametrize("case", CASES["messages"], ids=lambda case: case["why"])
def test_a_bad_message_is_refused(client: TestClient, case: dict) -> None:
    """The status and the code say what is wrong; the sentence says what to do."""
    refused(client.post("/api/messages", content=case["body"], headers=JSON), case["status"], case["code"])


@pytest.mark.parametrize("case", CASES["places"], ids=lambda case: case["why"])
def test_a_bad_search_is_refused(client: TestClient, case: dict) -> None:
    """A parameter that cannot be read is named."""
    refused(client.get(f"/api/places?{case['query']}"), case["status"], case["code"])


def test_a_message_of_1000_characters_passes_and_1001_does_not(client: TestClient) -> None:
    """The contract's limit is exact."""
    assert client.post("/api/messages", json={"message": "a" * 1000}).status_code == 200
    refused(client.post("/api/messages", json={"message": "a" * 1001}), 413, "message_too_long")


def test_a_huge_body_is_refused_before_it_is_read(client: TestClient) -> None:
    """Over 64 KiB: 413."""
    refused(client.post("/api/messages", content=b"x" * 100_000, headers=JSON), 413, "too_large")


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", "", "application/jsonp"])
def test_another_content_type_is_refused(client: TestClient, content_type: str) -> None:
    """Only JSON, announced as such."""
    response = client.post("/api/messages", content='{"message": "bonjour"}', headers={"Content-Type": content_type})
    refused(response, 415, "unsupported_media_type")


def test_other_methods_and_pages_are_refused(client: TestClient) -> None:
    """405 and 404 in the same shape."""
    refused(client.get("/api/messages"), 405, "method_not_allowed")
    refused(client.post("/api/nothing", json={}), 404, "not_found")


def test_deep_json_is_refused(client: TestClient) -> None:
    """Deep nesting does not exhaust the stack."""
    body = '{"message": ' + "[" * 20_000 + "]" * 20_000 + "}"
    assert client.post("/api/messages", content=body, headers=JSON).status_code == 400
