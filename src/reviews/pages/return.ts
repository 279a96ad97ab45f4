import { editionTitle, inputFrom, titleOf } from '../../applications/index.ts';
import type { Row } from '../../rules/book.ts';
import type { DocumentModel } from '../../rules/document.ts';
import type { JsonObject } from '../../rules/json.ts';
import { NotFound } from '../../rules/refusal.ts';
import type { Entry } from '../../rules/subject.ts';
import { text } from '../../rules/text.ts';
import { button, type Fields } from '../../web/form.ts';
import { html } from '../../web/html.ts';
import { spellDay } from '../../web/language.ts';
import type { MemberVisit } from '../../web/page.ts';
import { clause, section } from '../../web/parts.ts';
import type { Page } from '../../web/visit.ts';
import { type Desk, places } from '../desk.ts';
import { namedItem } from '../improvements.ts';
import { letterPage } from '../letter-page.ts';
import { returnLetter } from '../return-letter.ts';
import { returnRow } from '../work.ts';
import { caseFrame } from './frame.ts';
import { actForm, statusOf, type Tried, triedNotice } from './move.ts';

const words = {
  lead: text(
    '左で理由と指摘を整え、右の文書を確かめてから返戻してください。',
    'Put reason and comments in order, look at the letter, then return the case.',
  ),
  fill: text('返戻の内容', 'What the letter says'),
  letter: text('申請者に届く文書', 'The letter as the applicant gets it'),
  preview: text('文書に反映する', 'Update the letter'),
  pdf: text('PDFで見る', 'Open as PDF'),
};

/** What the letter starts from: the comments noted at the items, in the row's table (first column: what, second: words). */
export function collected(desk: Desk): JsonObject {
  const row = returnRow(desk.its.book, desk.its.subject)?.row;
  const table = row?.asks?.find((field) => field.kind === 'table');
  if (!table) return inOneText(row, desk);
  if (desk.notes.length === 0) return {};
  const [about, said] = table.columns;
  if (!about || !said) return {};
  return { [table.id]: desk.notes.map((note) => ({ [about.id]: note.item, [said.id]: note.comment })) };
}

/** Where there is no table, what was found and noted at the items begins the first longer text. */
function inOneText(row: Row | undefined, desk: Desk): JsonObject {
  const field = row?.asks?.find((each) => each.kind === 'text' && each.lines === 'many');
  if (field?.kind !== 'text') return {};
  const found = (desk.review?.items ?? []).flatMap(({ field: item, finding }) =>
    finding?.finding === 'to-improve' ? [`${namedItem(item, 'ja')}: ${finding.words}`] : [],
  );
  const lines = [...found, ...desk.notes.map((note) => `${note.item}: ${note.comment}`)];
  return lines.length === 0 ? {} : { [field.id]: lines.join('\n').slice(0, field.maxLength) };
}

/** The letter of a return that is being written, or of one that was made. */
export function letterOf(visit: MemberVisit, desk: Desk, input: JsonObject, made?: Entry): DocumentModel {
  const { its } = desk;
  const found = made ? { id: made.row, row: its.book.application.rows[made.row] } : returnRow(its.book, its.subject);
  if (!found?.row) throw new NotFound('letter');
  const event = made && its.events.find((each) => each.at === made.at && each.data.row === made.row);
  const correctBy = typeof event?.data.correctBy === 'string' ? (event.data.correctBy as Desk['today']) : undefined;
  return returnLetter(
    {
      book: its.book,
      subject: its.subject,
      row: found.row,
      input,
      on: made?.on ?? desk.today,
      title: titleOf(its),
      applicant: desk.applicant,
      edition: editionTitle(its),
      isPreview: !made,
      demo: visit.demo,
      ...(correctBy ? { correctBy } : {}),
    },
    visit.language,
    spellDay,
  );
}

/** The input of the return from its posted form. */
export const returnInput = (desk: Desk, posted: Fields): JsonObject =>
  inputFrom(returnRow(desk.its.book, desk.its.subject)?.row.asks ?? [], posted);

/** Give the dossier back: what is to be corrected on one side, the letter on the other. */
export function returnPage(visit: MemberVisit, desk: Desk, tried: Tried): Page {
  const { its } = desk;
  const found = returnRow(its.book, its.subject);
  const move = found && desk.view.moves.find((each) => each.id === found.id && 'in' in each.place);
  if (!found || !move) throw new NotFound('return');
  const { id } = its.subject;
  const form = actForm(visit, desk, visit.to(places.return(id)), found.row, tried, {
    back: visit.to(places.check(id)),
    emptyRows: 2,
    buttons: html`${button(visit, words.preview, { kind: 'secondary', name: 'step', value: 'preview' })}${button(visit, words.pdf, { kind: 'secondary', formAction: visit.to(`${places.return(id)}/letter.pdf`) })}`,
  });
  const body = html`${triedNotice(visit, desk, tried)}<div class="return">${section(visit, words.fill, form)}${section(visit, words.letter, letterPage(letterOf(visit, desk, tried.input)))}</div>`;
  return {
    title: found.row.label,
    variant: 'office',
    body: caseFrame(
      visit,
      desk,
      undefined,
      { title: found.row.label, lead: html`${visit.t(words.lead)} ${clause(found.row.clause)}` },
      body,
    ),
    ...statusOf(tried),
  };
}
