"""A language model as a second coder of positions, beside the first and never in its place."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

from hemicycle.engines.llm.budget import Budget, Limits
from hemicycle.errors import UsageError
from hemicycle.records import Concept
from hemicycle.rows import StatementRow
from hemicycle.verbs import asked, debates
from hemicycle.verbs.beside import SecondCoding, beside, first

if TYPE_CHECKING:
    from hemicycle.engines.llm.asking import Subject
    from hemicycle.engines.llm.client import Endpoint
    from hemicycle.store.contract import Store

KEY = "HEMICYCLE_LLM_KEY"  # the environment variable that may hold the API key
FILE = "hemicycle-llm.db"  # the answers, in the project's folder
Pairs = Literal["all", "found"]


def llm_positions(
    project: debates.Place,
    *,
    endpoint: str | None = None,
    model: str | None = None,
    key_env: str | None = None,
    concepts: Sequence[str] = (),
    pairs: Pairs = "all",
    limits: Limits | None = None,
    settings: Mapping[str, Any] | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> SecondCoding:
    """Have a language model say where each statement stands on each concept, and compare.

    `endpoint` is the base URL of a server that speaks OpenAI's chat completions
    ("http://localhost:8080/v1"); without one nothing is sent, and what `model` said before is
    read. The API key, where one is needed, is in the environment variable `key_env`. `concepts`
    are ids or wordings, by default all; `pairs` "found" asks of those only to which the first coder
    has found the statement to speak. `settings` are further ones of the request, None to leave one
    out, for servers that understand others. Answers are kept in the project. Raises UsageError,
    StoreError.
    """
    from hemicycle.engines.llm import asking, coder
    from hemicycle.engines.llm.cache import Cache

    place = debates.opened(project)
    sender = _sender(endpoint, model, key_env)
    with place.store() as store:
        chosen = _concepts(debates.concepts(place), store.concepts(), concepts)
        rows = {row.id: row for row in store.statements()}
        subjects = _subjects(store, rows)
    questions = [
        question
        for question in asking.questions(subjects, chosen)
        if pairs == "all" or first(rows[question.statement], question.concept)
    ]

    def tell(done: int) -> None:
        if on_progress:
            on_progress(done, len(questions))

    budget = Budget(limits or Limits())
    with Cache(place.folder / FILE, writing=sender is not None) as cache:
        name = model or _only(cache.models())
        asker = coder.Asker(name, sender, budget, settings or {}) if sender else None
        outcomes = tuple(coder.code(questions, name, cache, asker, tell))
    warning = sender.warning if sender else None
    return beside(asking.coder(name), outcomes, rows, budget, warning)


def _sender(url: str | None, model: str | None, key_env: str | None) -> Endpoint | None:
    from hemicycle.engines.llm import client

    if model is not None and not asked.words(model, "model").strip():
        raise UsageError("model: the name is empty; write it as the server does")
    if url is None:
        return None
    if model is None:
        raise UsageError("an endpoint needs the name of a model: model=NAME (--model NAME)")
    key = os.environ.get(key_env or KEY, "").strip()
    if key_env and not key:
        raise UsageError(f"the environment variable {key_env} is empty: put the API key there")
    return client.endpoint(asked.words(url, "endpoint"), key)


def _only(models: Sequence[str]) -> str:
    """The one model that has answered here."""
    if len(models) == 1:
        return models[0]
    if models:
        raise UsageError(f"several models have answered here; say which: {', '.join(models)}")
    raise UsageError(
        "no language model has answered in this project yet. Name one that runs or that you rent: "
        "hemicycle llm-positions --endpoint http://localhost:8080/v1 --model NAME"
    )


def _concepts(
    codebook: Sequence[Concept], coded: Sequence[Concept], names: Sequence[str]
) -> list[Concept]:
    """Those asked for. Both coders must have been asked the same."""
    chosen = [asked.concept(codebook, name) for name in names] or list(codebook)
    if not chosen:
        raise UsageError('the codebook is empty. Add to it with: hemicycle concept add "..."')
    known = {concept.id: concept for concept in coded}
    for concept in chosen:
        if known.get(concept.id) != concept:
            raise UsageError(
                f"concept {concept.id} is new or has changed since the first coder was at work. "
                "Next: hemicycle run"
            )
    return list(dict.fromkeys(chosen))


def _subjects(store: Store, rows: Mapping[str, StatementRow]) -> list[Subject]:
    """Every statement with the sentences around it."""
    from hemicycle.clean import page
    from hemicycle.engines.llm.asking import Subject
    from hemicycle.engines.llm.sentences import around

    out = []
    for each in store.documents():
        statements = store.coded(each.id) if each.coded else []
        document = page.clean(store.document(each.id)) if statements else None
        for statement in statements:
            assert document is not None
            row, found = rows[statement.id], statement.attribution
            who = row.actor.name if row.actor else row.source_text
            near = around(document, (*found.content, *found.cue))
            out.append(Subject(row.id, row.document_name, who, row.cue_text, row.text, near))
    return out
