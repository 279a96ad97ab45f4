import type { Day } from '../../rules/day.ts';
import { type Text, text } from '../../rules/text.ts';
import { type Attempt, actions, button, dateField, errorSummary, postForm, radioGroup, textField } from '../../web/form.ts';
import { type Html, html } from '../../web/html.ts';
import { spellDay, spellInstant } from '../../web/language.ts';
import type { MemberVisit } from '../../web/page.ts';
import { backLink, factList, heading, notice, section, table } from '../../web/parts.ts';
import type { Page } from '../../web/visit.ts';
import { type DirectoryEvent, type Listing, validityOn } from '../directory.ts';
import type { DirectoryChange } from '../entry-history.ts';
import { bothNames, entryWords, kindNames, period, validityChip } from './words.ts';

const words = {
  back: text('評価者・資格の名簿', 'Directory of evaluators and qualifications'),
  added: text('名簿に記載しました', 'The entry is in the directory'),
  ended: text('記載の変更を記録しました', 'The change is recorded'),
  facts: text('記載の内容', 'The entry'),
  history: text('変更の記録', 'History'),
  when: text('記録した日時', 'Recorded'),
  who: text('記録した人', 'By'),
  what: text('内容', 'What'),
  system: text('システム', 'The system'),
  unknown: text('(不明)', '(unknown)'),
  end: text('この記載を終わらせる', 'End this entry'),
  endLead: text(
    '記載は消えません。終わらせたことと決定の出典が記録に残ります。',
    'The entry is not deleted: that it ended, and by which decision, stays on record.',
  ),
  how: text('終わらせ方', 'How'),
  howEnded: text('最後の有効日を定める', 'Set the last day of validity'),
  howEndedHint: text(
    'その日までに終えた評価は、引き続き有効な評価者によるものとして扱います。',
    'An assessment that finished by that day still counts as done by a valid evaluator.',
  ),
  howMistake: text('誤って記載した', 'It was listed by mistake'),
  howMistakeHint: text(
    'はじめから記載がなかったものとして扱い、公開の名簿からも除きます。',
    'It counts as if it had never been listed, and leaves the public list.',
  ),
  lastDay: text('最後の有効日', 'Last day of validity'),
  lastDayHint: text(
    'この日の終わりまで有効です。「誤って記載した」の場合は空欄にします。',
    'Valid to the end of this day. Leave empty for a mistake.',
  ),
  endDo: text('終わらせる(元に戻せません)', 'End it (cannot be undone)'),
};

const changeWords = {
  DirectoryEntryAdded: text('記載', 'Added'),
  DirectoryEntryEnded: text('終了', 'Ended'),
  DirectoryEntryStruck: text('誤記載として取消し', 'Struck as a mistake'),
} as const satisfies Record<DirectoryEvent['type'], Text>;

export interface EntryView {
  readonly listing: Listing;
  readonly changes: readonly DirectoryChange[];
  /** Names of the people of the changes, by id. */
  readonly names: ReadonlyMap<string, string>;
  readonly today: Day;
  readonly attempt: Attempt;
}

/** One entry: what it says, who entered and changed it and when, and the form that ends it. */
export function entryPage(visit: MemberVisit, view: EntryView): Page {
  const { t, language } = visit;
  const { listing, today } = view;
  const labels = { ...entryWords, how: words.how, lastDay: words.lastDay };
  const done = visit.query['done'];
  return {
    title: listing.name,
    variant: 'office',
    body: html`${errorSummary(visit, view.attempt, labels)}
${backLink(visit, words.back, visit.to('/office/directory'))}
${heading(visit, listing.name, { above: t(kindNames[listing.kind]), chip: validityChip(visit, validityOn(listing, today)), lead: answer(listing, today) })}
${(done === 'added' || done === 'ended') && notice(visit, 'good', words[done], undefined, true)}
${section(
  visit,
  words.facts,
  factList(visit, [
    { name: entryWords.id, value: listing.id },
    { name: entryWords.name, value: bothNames(visit, listing.name) },
    { name: entryWords.validity, value: period(visit, listing) },
    { name: entryWords.source, value: listing.source },
    { name: entryWords.decidedOn, value: spellDay(language, listing.decidedOn) },
  ]),
)}
${section(visit, words.history, historyTable(visit, view))}
${listing.standing !== 'struck' && section(visit, words.end, endForm(visit, view), { lead: words.endLead, id: 'end' })}`,
  };
}

/** Does it count today? In a sentence. */
function answer(listing: Listing, today: Day): Text {
  const day = (on: string) => ({ ja: spellDay('ja', on), en: spellDay('en', on) });
  const [from, until] = [day(listing.from), listing.until === null ? undefined : day(listing.until)];
  switch (validityOn(listing, today)) {
    case 'valid':
      return until
        ? text(`本日有効です。最後の有効日は${until.ja}です。`, `Valid today. Its last day is ${until.en}.`)
        : text('本日有効です。有効期限は定められていません。', 'Valid today. No last day is set.');
    case 'ahead':
      return text(`${from.ja}から有効になります。`, `It becomes valid on ${from.en}.`);
    case 'struck':
      return text('誤った記載として取り消されています。どの日の評価にも数えません。', 'Struck as a mistake: it counts for no day.');
    default:
      return text(
        `${until?.ja ?? ''}で有効ではなくなりました。その日までに終えた評価には数えます。`,
        `It stopped being valid after ${until?.en ?? ''}. It still counts for assessments that finished by then.`,
      );
  }
}

const historyTable = (visit: MemberVisit, { changes, names }: EntryView): Html =>
  table<DirectoryChange>(
    visit,
    [
      { label: words.what, head: true, cell: (change) => changeLine(visit, change) },
      { label: words.when, tight: true, cell: (change) => spellInstant(visit.language, change.at) },
      {
        label: words.who,
        cell: ({ actor }) => names.get(actor.person) ?? visit.t(actor.via === 'system' ? words.system : words.unknown),
      },
      { label: entryWords.sourceShort, cell: ({ data }) => data.source },
      { label: entryWords.decidedShort, tight: true, cell: ({ data }) => spellDay(visit.language, data.decidedOn) },
    ],
    changes,
    { caption: words.history },
  );

function changeLine(visit: MemberVisit, change: DirectoryChange): Html {
  const detail =
    change.type === 'DirectoryEntryAdded'
      ? period(visit, change.data)
      : change.type === 'DirectoryEntryEnded' && html`${visit.t(words.lastDay)} ${spellDay(visit.language, change.data.lastDay)}`;
  return html`${visit.t(changeWords[change.type])}${detail && html` <span class="quiet small other-name">${detail}</span>`}`;
}

function endForm(visit: MemberVisit, { listing, attempt, today }: EntryView): Html {
  return postForm(
    visit,
    visit.to(`/office/directory/${listing.kind}/${listing.entry}/end`),
    html`${radioGroup(visit, attempt, {
      ...{ name: 'how', label: words.how, required: true },
      choices: [
        { value: 'ended', label: words.howEnded, hint: words.howEndedHint },
        { value: 'mistake', label: words.howMistake, hint: words.howMistakeHint },
      ],
    })}
${dateField(visit, attempt, { name: 'lastDay', label: words.lastDay, hint: words.lastDayHint, min: listing.from })}
${textField(visit, attempt, { name: 'source', label: entryWords.source, required: true, maxLength: 300 })}
${dateField(visit, attempt, { name: 'decidedOn', label: entryWords.decidedOn, required: true, max: today })}
${actions(button(visit, words.endDo, { kind: 'danger' }))}`,
    { guard: true, label: words.end },
  );
}
