import { type Guard, guard } from '../../src/rules/book.ts';
import { overdue } from '../../src/rules/clocks.ts';
import { addDays, isDay } from '../../src/rules/day.ts';
import { standardFindings } from '../../src/rules/disclosure.ts';
import { isBlank, leafFields } from '../../src/rules/dossier.ts';
import { errorsIn } from '../../src/rules/form-check.ts';
import type { Finding } from '../../src/rules/refusal.ts';
import { receiptDay } from '../../src/rules/subject.ts';
import { asOf, filing } from '../../src/rules/terms.ts';
import { basic10 } from './criteria/basic/1.0/edition.ts';
import { terms } from './terms.ts';
import { threads } from './threads.ts';

const QUORUM = 2;
/** Days to wait after a withdrawal. */
const BARRED = 180;

const no = (code: string, clause: string, ja: string, en: string): readonly Finding[] => [
  { code, path: '', clause, message: { ja, en }, weight: 'error' },
];

export const guards = {
  alreadyBorn: guard(['day'], 'T-5-1', ({ values, facts }) => {
    const { birthday } = values;
    return isDay(birthday) && birthday > facts.day ? no('not-born', 'T-5-1', 'まだ生まれていません。', 'Not born yet.') : [];
  }),

  formClean: guard(['formFindings'], 'T-5-1', ({ facts }) => errorsIn(facts.formFindings)),

  renewalInWindow: guard(['day', 'earlierAttestations'], 'T-6-3', ({ subject, facts }) => {
    const renewed = facts.earlierAttestations.find((each) => each.key === subject.renews);
    const rules = asOf(terms, facts.day)?.renewal;
    if (!subject.renews || !rules) return [];
    if (!renewed?.lastDay) return no('nothing-to-renew', 'T-6-3', '更新する会員章がありません。', 'There is no such badge to renew.');
    const when = filing(rules, renewed.lastDay, receiptDay(subject, facts.day));
    if (when === 'early') return no('too-early', 'T-6-3', '更新の受付はまだ始まっていません。', 'The renewal window is not open yet.');
    return when === 'late'
      ? no('too-late', 'T-6-3', '更新の受付は終わりました。新しく申し込んでください。', 'The renewal window is closed: apply anew.')
      : [];
  }),

  notBarred: guard(['day', 'earlierAttestations'], 'T-5-12', ({ facts }) =>
    facts.earlierAttestations.some(
      ({ ended, endedOn }) => ended === 'withdrawn' && endedOn !== undefined && facts.day <= addDays(endedOn, BARRED),
    )
      ? no('barred', 'T-5-12', '取消しから半年は申し込めません。', 'Not within half a year of a withdrawal.')
      : [],
  ),

  nameProven: guard([], 'T-8-6', ({ changed, input }) =>
    changed?.name !== undefined && isBlank(input.paper)
      ? no('name-unproven', 'T-8-6', '新しい氏名の分かる書類を示してください。', 'Show a paper that bears the new name.')
      : [],
  ),

  feePaid: guard(['payments'], 'T-5-2', ({ subject, facts }) => {
    const fee = asOf(terms, subject.receivedOn ?? subject.openedOn)?.fees.find((each) => each.id === 'entry');
    const paid = facts.payments.filter((each) => each.fee === 'entry').reduce((sum, each) => sum + each.amount, 0);
    return fee && paid >= fee.total
      ? []
      : no('fee-open', 'T-5-2', `入会金${fee?.total}円の入金が確認できません。`, `The entry fee of ${fee?.total} yen has not arrived.`);
  }),

  standardMet: guard([], 'T-4-10', ({ values }) => standardFindings(basic10.dossier, values, 'T-4-10')),

  evaluated: guard([], 'T-3-3', ({ subject }) => {
    if (subject.level !== '3') return [];
    const passed = subject.threads.some(
      (thread) => thread.kind === 'evaluation' && thread.history.some((entry) => entry.row === 'report' && entry.input.result === 'passed'),
    );
    return passed ? [] : no('not-evaluated', 'T-3-3', '独立したコーチの合格の報告がありません。', 'No independent coach reports a pass.');
  }),

  independent: guard(['day', 'directory'], 'T-3-3', ({ subject, values, facts, who }) => {
    const from = who?.organisation;
    const listed = facts.directory.some(
      (each) =>
        each.kind === 'evaluation-body' &&
        each.id === from &&
        each.from <= facts.day &&
        (each.until === undefined || facts.day <= each.until),
    );
    if (!listed) return no('not-listed', 'T-3-3', '名簿にないコーチです。', 'The coach is not on the list.');
    const rows = Array.isArray(values.fans) ? values.fans : [];
    const isFan = rows.some((row) => typeof row === 'object' && row !== null && 'organisation' in row && row.organisation === from);
    if (from === subject.organisation)
      return no(
        'not-independent',
        'T-3-3',
        '選手と同じ団体のコーチは評価できません。',
        'A coach of the player’s own organisation cannot evaluate.',
      );
    return isFan ? no('not-independent', 'T-3-3', '応援する団体のコーチは評価できません。', 'A coach of a supporter cannot evaluate.') : [];
  }),

  declaredThemselves: guard([], 'T-3-3', ({ thread, who }) =>
    thread?.history.some((entry) => entry.row === 'declare' && entry.by === who?.person)
      ? []
      : no('not-declared', 'T-3-3', '独立を宣言した本人だけが報告できます。', 'Only the coach who declared independence can report.'),
  ),

  quorum: guard([], 'T-5-4', ({ thread }) => {
    const given = thread?.history.filter((entry) => entry.row === 'opine').length ?? 0;
    return given >= QUORUM
      ? []
      : no('no-quorum', 'T-5-4', `意見が${QUORUM}人に足りません。`, `Fewer than ${QUORUM} elders gave an opinion.`);
  }),

  neighboursAgree: guard(['inquiries'], 'T-5-8', ({ facts }) =>
    facts.inquiries.length > 0 && facts.inquiries.every((each) => each.outcome === 'favourable')
      ? []
      : no('neighbours', 'T-5-8', 'T-5-8により交付できません。', 'Not possible under T-5-8.'),
  ),

  withholdable: guard(['day'], 'T-7-1', ({ thread, input, facts }) => {
    const field = thread?.about ? leafFields(basic10.dossier).get(thread.about) : undefined;
    if (field?.published !== 'withholdable')
      return no('not-withholdable', 'T-7-1', 'その項目は公表しなければなりません。', 'That field must be published.');
    return isDay(input.until) && input.until >= facts.day
      ? []
      : no('already-over', 'T-7-2', '公表しない最後の日は今日以後の日にしてください。', 'The last day withheld cannot have passed.');
  }),

  notAhead: guard(['day'], 'T-8-3', ({ input, facts }) =>
    isDay(input.endedOn) && input.endedOn <= facts.day ? [] : no('ahead', 'T-8-3', 'まだ来ていない日です。', 'That day has not come yet.'),
  ),

  inForce: guard(['status'], 'T-8-5', ({ facts }) =>
    facts.status === 'in-force' ? [] : no('not-in-force', 'T-8-5', '有効な会員章ではありません。', 'The badge is not in force.'),
  ),

  nickInForce: guard(['status'], 'T-8-6', ({ facts }) =>
    facts.status === 'in-force' ? [] : no('not-in-force', 'T-8-6', '有効な会員章ではありません。', 'The badge is not in force.'),
  ),

  groundGiven: guard(['day'], 'T-8-2', ({ subject, input, facts }) => {
    if (input.ground !== 'not-corrected' || overdue({ threads }, subject, 'correction', facts.day).length > 0) return [];
    return no('no-such-ground', 'T-8-2', '期限を過ぎた是正がありません。', 'No correction is overdue.');
  }),
} satisfies Readonly<Record<string, Guard>>;
