import type { JsonValue } from '../../rules/json.ts';
import { text } from '../../rules/text.ts';
import { type Html, html } from '../../web/html.ts';
import type { MemberVisit } from '../../web/page.ts';
import { notice } from '../../web/parts.ts';
import { isAbout } from './comments.ts';
import { type Desk, placeOf } from './desk.ts';
import { cellOf } from './field-words.ts';

const words = {
  letter: text('結果の通知を見る', 'See the notice of the result'),
};

/** What was decided, with each item that needs improvement and its explanation (D-6.5-1), and the way to the notice. */
export function resultBox(visit: MemberVisit, desk: Desk): Html | false {
  const { book, subject } = desk.its;
  const { t } = visit;
  const entry = subject.history.findLast((each) =>
    book.application.rows[each.row]?.effects?.some((effect) => effect.startsWith('decide-')),
  );
  const row = entry && book.application.rows[entry.row];
  if (!entry || !row) return false;
  const fields = desk.dossier.sections.flatMap((each) => each.fields);
  const tables = (row.asks ?? []).flatMap((field) => (field.kind === 'table' ? [field] : []));
  const lists = tables.map((table) => {
    const rows = entry.input[table.id];
    const [about, ...rest] = table.columns;
    if (!Array.isArray(rows) || !about) return false;
    return html`<p><strong>${t(table.label)}</strong></p><ul class="returned-list">${(rows as readonly JsonValue[]).map((each) => {
      const name = cellOf(each, about.id);
      const field = fields.find((one) => isAbout({ about: name }, one));
      return html`<li>${field ? html`<a href="${visit.to(placeOf(desk, field))}">${named(name, t(field.label))}</a>` : html`<strong>${name}</strong>`}${rest.map((column) => html`<span class="as-typed">${cellOf(each, column.id)}</span>`)}</li>`;
    })}</ul>`;
  });
  const refused = row.effects?.includes('decide-refuse') ?? false;
  return notice(
    visit,
    refused ? 'warning' : 'good',
    book.application.states[row.to ?? '']?.label ?? row.label,
    html`${lists}<p><a href="${visit.to(`/applications/${subject.id}/result`)}">${t(words.letter)}</a></p>`,
  );
}

/** An item as people speak of it: what the office wrote, with the item's label where only its code was written. */
const named = (written: string, label: string): string => (written.includes(label) ? written : `${written} ${label}`);
