// Turns drawn by the script: the same elements as the server's template (bot/templates/turn.html); a test compares the two.
// Everything is a text node or an attribute: data is never read as markup.
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Action, Answer, Card, Fact, Piece, Turn, Words } from "./types";

type Drawn = TemplateResult | typeof nothing;

export function drawTurn(turn: Turn, words: Words): TemplateResult {
  return html`${turn.you ? html`<div class="you"><p class="who">${words.you}</p><p dir="auto">${turn.you}</p></div>` : nothing}
    ${turn.answers.map((answer) => drawAnswer(answer, words))}`;
}

function drawAnswer(answer: Answer, words: Words): TemplateResult {
  return html`<div class="answer new ${answer.urgent ? "urgent" : ""}" lang=${answer.lang} dir=${answer.dir} data-spoken=${answer.spoken}>
      <p class="who" lang=${document.documentElement.lang}>${words.bot}</p>
      ${answer.before.map(drawLine)}
      ${answer.cards.length
        ? html`<ol class="cards" aria-label=${words.sites_found}>${answer.cards.map((card) => html`<li>${drawCard(card, words)}</li>`)}</ol>`
        : nothing}
      ${answer.after.map(drawLine)}
      ${answer.sources.length ? html`<p class="source">${words.sources} : ${answer.sources.join(" ; ")}</p>` : nothing}
    </div>
    ${answer.choices.length ? drawChoices(answer, words) : nothing}`;
}

function drawLine(line: Piece[]): TemplateResult {
  return html`<p>${line.map((piece) => (piece.href ? drawLink(piece) : piece.text))}</p>`;
}

function drawLink(piece: Piece): TemplateResult {
  return piece.href.startsWith("http")
    ? html`<a href=${piece.href} rel="noopener noreferrer" target="_blank">${piece.text}</a>`
    : html`<a href=${piece.href}>${piece.text}</a>`;
}

function drawCard(card: Card, words: Words): TemplateResult {
  return html`<article class="card" lang=${document.documentElement.lang} dir=${document.documentElement.dir} data-lat=${card.lat ?? ""} data-lon=${card.lon ?? ""} data-name=${card.name}>
    <h2 lang="fr" dir="auto">${card.name}</h2>
    ${paragraph("distance", card.distance)}
    ${paragraph(`opening ${card.state}`, card.opening)}
    ${card.today ? html`<p class="today" lang="fr" dir="auto">${card.today}</p>` : nothing}
    ${card.notes.map((note) => paragraph("note", note))}
    <dl>${card.facts.map(drawFact)}</dl>
    <div class="actions">${card.actions.map(drawAction)}</div>
    <details><summary>${words.more}</summary>
      ${card.more.length ? html`<dl>${card.more.map(drawFact)}</dl>` : nothing}
      <div class="actions">${card.others.map(drawAction)}</div>
    </details>
    ${paragraph("source", card.source)}
  </article>`;
}

function paragraph(style: string, text: string): Drawn {
  return text ? html`<p class=${style}>${text}</p>` : nothing;
}

function drawFact(fact: Fact): TemplateResult {
  const text = fact.href ? html`<a href=${fact.href}><bdi>${fact.text}</bdi></a>` : html`<bdi lang="fr">${fact.text}</bdi>`;
  return html`<div class="fact"><dt>${fact.label}</dt><dd>${text}</dd></div>`;
}

function drawAction(action: Action): TemplateResult {
  const inside = html`<span class="icon ${action.kind}"></span>${action.text}`;
  if (action.kind === "copy") {
    return html`<button type="button" class="copy" data-copy=${action.target} aria-label=${action.label}>${inside}</button>`;
  }
  const away = action.target.startsWith("http");
  return html`<a class="button ${action.kind}" href=${action.target} aria-label=${action.label}
    rel=${away ? "noopener noreferrer" : nothing} target=${away || action.kind === "sheet" ? "_blank" : nothing}>${inside}</a>`;
}

function drawChoices(answer: Answer, words: Words): TemplateResult {
  return html`<div class="choices" role="group" aria-label=${words.choices} lang=${answer.lang} dir=${answer.dir}>
    ${answer.choices.map((choice) => html`<button class="choice" form="composer" formnovalidate name="choice" value=${choice.message}>${choice.label}</button>`)}
  </div>`;
}
