import { cellOf, inWords } from '../../applications/index.ts';
import { handedOverAddress, originLine } from '../../evidence/index.ts';
import { type Field, models, pointers } from '../../rules/dossier.ts';
import type { JsonValue } from '../../rules/json.ts';
import { text } from '../../rules/text.ts';
import { attributes, type Html, html, type Piece, safeHref } from '../../web/html.ts';
import { icon } from '../../web/icons.ts';
import { spellDay } from '../../web/language.ts';
import { fold } from '../../web/parts.ts';
import type { Visit } from '../../web/visit.ts';
import type { Desk } from '../desk.ts';

const words = {
  blank: text('記載なし', 'Not filled in'),
  unknown: text('名称不明の資料', 'Document without a name'),
  noPlace: text('箇所の記載なし', 'No place given'),
  none: text('証跡の記載なし', 'No evidence named'),
};

type Shown = Pick<Desk, 'documents'> & Partial<Pick<Desk, 'handedOver' | 'its'>>;

/** A value for reading by the office. Evidence stands by name and place; only what was handed over is open to the office, so only that has a link. */
export function shownValue(visit: Visit, desk: Shown, field: Field, part: string, value: JsonValue | undefined): Piece {
  if (part === 'evidence' || (part === '' && field.kind === 'evidence')) return pointerList(visit, desk, value);
  if (value === undefined || value === null || value === '') return html`<span class="quiet">${visit.t(words.blank)}</span>`;
  if (part === '' && field.kind === 'models') return familyOf(visit, value);
  if (part === '' && field.kind === 'table' && Array.isArray(value)) {
    return html`<ul class="value-rows">${value.map(
      (row: JsonValue) =>
        html`<li>${field.columns
          .map((column) => cellOf(row, column.id))
          .filter(Boolean)
          .join(' / ')}</li>`,
    )}</ul>`;
  }
  if (part === '' && field.kind === 'date' && typeof value === 'string') return spellDay(visit.language, value);
  if (part === '' && field.kind === 'text' && field.format === 'url' && typeof value === 'string') {
    const address = safeHref(value);
    return html`<a${attributes({ href: address, rel: 'noreferrer noopener', target: '_blank' })}>${value}${icon('external')}<span class="sr"> (${visit.t(text('別のウィンドウ', 'opens in a new window'))})</span></a>`;
  }
  const said = inWords(field, part, value);
  return said ? html`<span class="as-typed">${visit.t(said)}</span>` : html`<span class="quiet">${visit.t(words.blank)}</span>`;
}

/** Documents by name and place; one that was handed over with where it comes from, and open. */
export function pointerList(visit: Visit, desk: Shown, value: JsonValue | undefined): Html {
  const rows = pointers(value);
  if (rows.length === 0) return html`<span class="quiet">${visit.t(words.none)}</span>`;
  return html`<ul class="pointer-list">${rows.map(
    (row) =>
      html`<li>${icon('file')}<span><span class="pointer-name">${pointerName(visit, desk, row.document)}</span>${originOf(visit, desk, row.document)} <span class="pointer-at">${row.place.trim() || html`<span class="quiet">${visit.t(words.noPlace)}</span>`}</span></span></li>`,
  )}</ul>`;
}

function pointerName(visit: Visit, desk: Shown, document: string): Piece {
  const name = desk.documents.get(document) ?? visit.t(words.unknown);
  if (!desk.its || !desk.handedOver?.has(document)) return name;
  return html`<a href="${visit.to(handedOverAddress(desk.its.subject.id, document))}">${name}</a>`;
}

function originOf(visit: Visit, desk: Shown, document: string): Piece {
  const file = desk.handedOver?.get(document)?.file;
  return file && originLine(visit, file);
}

const FEW = 12;

function familyOf(visit: Visit, value: JsonValue): Html {
  const all = models(value);
  const line = (each: (typeof all)[number]) =>
    html`<li><span class="review-model">${each.model}</span>${each.name && html` ${each.name}`}${each.difference && html` <span class="quiet">${each.difference}</span>`}</li>`;
  const count = text(`${all.length}型番`, `${all.length} models`);
  if (all.length <= FEW) return html`<p>${visit.t(count)}</p><ul class="value-rows">${all.map(line)}</ul>`;
  return html`<p>${visit.t(count)}</p><ul class="value-rows">${all.slice(0, FEW).map(line)}</ul>${fold(visit.t(text(`残り${all.length - FEW}型番`, `${all.length - FEW} more`)), html`<ul class="value-rows">${all.slice(FEW).map(line)}</ul>`)}`;
}
