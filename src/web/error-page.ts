import { text } from '../rules/text.ts';
import type { Answer } from './errors.ts';
import { html } from './html.ts';
import { clause, heading } from './parts.ts';
import type { Page, Visit } from './visit.ts';

const words = {
  basis: text('根拠', 'Basis'),
  wrong: text('直すところ', 'What to correct'),
  allowed: text('いまできること', 'What is possible now'),
  signIn: text('サインインする', 'Sign in'),
  start: text('はじめのページへ', 'To the start page'),
  request: text('受付番号', 'Request number'),
};

/** A refusal told to a person: what is wrong, where, under which clause, and what would be allowed. */
export function errorPage(visit: Visit, answer: Answer): Page {
  const { t } = visit;
  return {
    title: answer.title,
    status: answer.status,
    variant: 'plain',
    body: html`<div class="narrow stack">
${heading(visit, answer.title, { lead: answer.detail })}
${answer.clause && html`<p>${t(words.basis)}: ${clause(answer.clause)}</p>`}
${answer.errors.length > 0 && html`<section><h2>${t(words.wrong)}</h2><ul>${answer.errors.map((e) => html`<li>${e.path && html`<span class="code quiet">${e.path}</span> `}${t(e.message)} ${e.clause && clause(e.clause)}</li>`)}</ul></section>`}
${answer.allowed.length > 0 && html`<section><h2>${t(words.allowed)}</h2><ul>${answer.allowed.map((one) => html`<li>${one}</li>`)}</ul></section>`}
<p class="quiet small">${t(words.request)}: <span class="code">${visit.request.id}</span></p>
${answer.status === 401 && html`<p><a href="${visit.to('/sign-in')}">${t(words.signIn)}</a></p>`}
<p><a href="${visit.to('/')}">${t(words.start)}</a></p>
</div>`,
  };
}
