import {
  carryingRow,
  type Engine,
  type FindingChange,
  findingsKept,
  frozenFindings,
  holdFindings,
  isReviewed,
  itemContent,
  keepFinding,
  loadCase,
} from '../applications/index.ts';
import { assertMay, bookRoles, type Principal } from '../people/index.ts';
import { fieldsOf } from '../rules/dossier.ts';
import { dossierOf } from '../rules/editions.ts';
import type { JsonValue } from '../rules/json.ts';
import { Forbidden, InvalidInput, RuleRefused } from '../rules/refusal.ts';
import { text } from '../rules/text.ts';
import { type Review, reviewOf } from './review-items.ts';

/** Characters of a finding at most: it goes into a letter. */
export const LONGEST_FINDING = 1000;

/**
 * Writes findings at items, all or none: one act however often it arrives. Refuses findings when nothing carries them from the
 * state of the case, words that are missing where something is to be improved, and an unknown item; Conflict when another officer
 * wrote at one of the items after it was shown.
 */
export async function keepFindings(
  engine: Engine,
  person: Principal,
  key: string,
  id: string,
  changes: readonly FindingChange[],
): Promise<{ readonly versions: Readonly<Record<string, number>> }> {
  assertMay(person, 'queue.read');
  const request = { command: 'keep-findings', application: id, changes } as unknown as JsonValue;
  const { outcome } = await engine.store.command({ principal: person.person.id, key, request }, async (tx) => {
    await holdFindings(tx, id);
    const { book, subject, values } = await loadCase(engine, tx, id, person, 'application.move');
    const carrying = carryingRow(book, subject);
    if (!carrying) throw notReviewed(book.application.states[subject.state]?.clause ?? '');
    if (!carrying.row.by.some((party) => bookRoles(person).includes(party)))
      throw new Forbidden(text('審査の所見は、審査を行う担当者だけが記録できます。', 'Only whoever reviews may record findings.'));
    const items = new Map(
      fieldsOf(dossierOf(book, subject.edition ?? ''))
        .filter(isReviewed)
        .map((field) => [field.id, field]),
    );
    const problems = changes.flatMap((change) => problemsOf(change, items.has(change.item)));
    if (problems.length > 0) throw new InvalidInput(problems);
    const versions: Record<string, number> = {};
    for (const change of changes) {
      const field = items.get(change.item);
      if (field && itemContent(field, values) !== change.content) throw notSeen(carrying.row.clause);
      versions[change.item] = await keepFinding(tx, id, change, person.person.id);
    }
    return { versions };
  });
  return outcome;
}

const notReviewed = (clause: string) =>
  new RuleRefused('wrong-state', clause, {
    ja: 'いまは項目ごとの審査を行う段階ではないため、所見を記録できません。',
    en: 'Items are not under review at this stage: no finding can be recorded.',
  });

const notSeen = (clause: string) =>
  new RuleRefused('not-what-was-seen', clause, {
    ja: '表示後に項目の内容が変わりました。もう一度内容を確かめてから記録してください。',
    en: 'What the item says changed after it was shown. Look at it again before you record a finding.',
  });

function problemsOf({ item, finding, words }: FindingChange, isKnown: boolean) {
  const wrong = (part: string, ja: string, en: string) => [{ path: `${item}/${part}`, message: text(ja, en) }];
  if (!isKnown) return wrong('item', `「${item}」という項目はありません。`, `There is no item “${item}”.`);
  if (words.length > LONGEST_FINDING)
    return wrong('words', `所見は${LONGEST_FINDING}文字以内で入力してください。`, `Enter at most ${LONGEST_FINDING} characters.`);
  return finding === 'to-improve' && words.trim() === ''
    ? wrong('words', `${item}: 改善が必要な点を記入してください。`, `${item}: say what is to be improved.`)
    : [];
}

/** The review of a case for an officer; undefined when it is not reviewed item by item. */
export async function readReview(engine: Engine, person: Principal, id: string): Promise<Review | undefined> {
  assertMay(person, 'queue.read');
  return engine.store.transaction(async (tx) => {
    const { book, subject, values } = await loadCase(engine, tx, id, person, 'application.read');
    const frozen = await frozenFindings(tx, subject);
    const found = { kept: await findingsKept(tx, id), ...(frozen ? { frozen } : {}) };
    return reviewOf(book, subject, dossierOf(book, subject.edition ?? ''), values, found);
  });
}
