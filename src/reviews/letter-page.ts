import type { Block, DocumentModel, Words } from '../rules/document.ts';
import { type Html, html } from '../web/html.ts';

/** A document model as part of a page: the same words as in its PDF. `under` is the level of the heading that it stands under. */
export function letterPage(model: DocumentModel, under: 1 | 2 = 2): Html {
  const top = Math.min(...model.blocks.flatMap((each) => (each.kind === 'heading' ? [each.level] : [])));
  return html`<article class="letter" lang="${model.language}">${model.stamp && html`<p class="letter-stamp">${model.stamp}</p>`}<p class="letter-header">${model.header}</p>${under === 1 ? html`<h2 class="letter-title">${model.title}</h2>` : html`<h3 class="letter-title">${model.title}</h3>`}${model.subtitle && html`<p class="letter-subtitle">${model.subtitle}</p>`}${model.blocks.map((each, index) => (each.kind === 'heading' ? headingAt(each, index, top, under) : block(each)))}<p class="letter-footer">${model.footer}</p></article>`;
}

/** The address of a heading within its letter, by its place among the blocks. */
export const headingId = (index: number): string => `part-${index}`;

function headingAt(its: Block & { readonly kind: 'heading' }, index: number, top: number, under: 1 | 2): Html {
  const id = headingId(index);
  const level = under + (its.level === top ? 2 : 3);
  if (level === 3) return html`<h3 id="${id}">${its.text}</h3>`;
  return level === 4 ? html`<h4 id="${id}">${its.text}</h4>` : html`<h5 id="${id}">${its.text}</h5>`;
}

const words = (its: Words): Html =>
  typeof its === 'string'
    ? html`${its}`
    : html`${its.map((piece) => (typeof piece === 'string' ? piece : html`<strong>${piece.bold}</strong>`))}`;

function block(its: Block): Html | false {
  switch (its.kind) {
    case 'paragraph':
      return html`<p class="letter-${its.align ?? 'left'}${its.indent ? ' letter-indent' : ''}${its.small ? ' small' : ''}">${words(its.text)}</p>`;
    case 'list':
      return its.ordered
        ? html`<ol>${its.items.map((item) => html`<li>${words(item)}</li>`)}</ol>`
        : html`<ul>${its.items.map((item) => html`<li>${words(item)}</li>`)}</ul>`;
    case 'facts':
      return html`<dl class="letter-facts">${its.rows.map((row) => html`<div><dt>${row.label}</dt><dd class="as-typed">${words(row.value)}</dd></div>`)}</dl>`;
    case 'table':
      return html`<div class="table-frame"><table class="table table-wide"><thead><tr>${its.columns.map((column) => html`<th scope="col">${column.header}</th>`)}</tr></thead><tbody>${its.rows.map((row) => ('across' in row ? html`<tr><th scope="rowgroup" colspan="${its.columns.length}">${row.across}</th></tr>` : html`<tr>${row.map((cell) => html`<td class="as-typed">${words(cell)}</td>`)}</tr>`))}</tbody></table></div>`;
    default:
      return false;
  }
}
