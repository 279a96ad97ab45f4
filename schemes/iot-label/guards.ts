import { type Guard, type GuardInput, guard } from '../../src/rules/book.ts';
import { chargedFee } from '../../src/rules/charge.ts';
import { isDay } from '../../src/rules/day.ts';
import { modelKey, models } from '../../src/rules/dossier.ts';
import { errorsIn } from '../../src/rules/form-check.ts';
import type { JsonValue } from '../../src/rules/json.ts';
import type { Finding } from '../../src/rules/refusal.ts';
import type { Subject } from '../../src/rules/subject.ts';
import { lastDay } from '../../src/rules/terms.ts';
import { contentGuards } from './content-guards.ts';
import { scheme } from './scheme.ts';
import { terms, validityOn } from './terms.ts';
import { applicationFee } from './threads.ts';

const refuse = (code: string, clause: string, ja: string, en: string, path = ''): readonly Finding[] => [
  { code, path, clause, message: { ja, en }, weight: 'error' },
];

/** What the form check finds stands in the way, every finding of it (L-3.5-2). */
const formErrors = ({ facts }: GuardInput<'formFindings'>) => errorsIn(facts.formFindings);

/** The newest inquiry counts: a case returned and accepted again is asked again (L-3.5-4). */
const lastOutcome = ({ facts }: GuardInput<'inquiries'>) => facts.inquiries.at(-1)?.outcome;

const favourableInquiry = guard(['inquiries'], 'L-3.5-4', (given) =>
  lastOutcome(given) === 'favourable'
    ? []
    : refuse(
        'inquiry',
        'L-3.5-4',
        '制度方針3.5節(L-3.5-4)により、交付できません。',
        'Under section 3.5 of the policy (L-3.5-4) the label cannot be issued.',
      ),
);

const unfavourableInquiry = guard(['inquiries'], 'L-3.5-4', (given) =>
  lastOutcome(given) === 'unfavourable'
    ? []
    : refuse(
        'inquiry',
        'L-3.5-4',
        '制度方針3.5節(L-3.5-4)により、不交付とすることはできません。',
        'Under section 3.5 of the policy (L-3.5-4) the label cannot be refused.',
      ),
);

/** The application fee as it was on the day of receipt has arrived in full. */
const feeArrived = guard(['payments', 'day'], 'L-4.1-1', ({ subject, values, facts }) => {
  const its = chargedFee({ id: scheme.id, terms }, applicationFee, subject, values, facts.day);
  const paid = facts.payments.filter((each) => each.fee === its.id).reduce((sum, each) => sum + each.amount, 0);
  const total = its.total.toLocaleString('en-US');
  return paid >= its.total
    ? []
    : refuse(
        'fee-open',
        'L-4.1-1',
        `${its.label.ja}${total}円(税込)の入金が確認できていません。`,
        `${its.label.en}: ${total} yen (tax included) has not been received.`,
      );
});

const validityDecided = guard(['day'], 'L-3.3-6', ({ subject, facts }) => {
  const its = validityOn(facts.day, subject);
  return its && its !== 'undecided'
    ? []
    : refuse(
        'validity-undecided',
        'L-3.3-6',
        'このレベルの有効期間はまだ定められていないため、交付できません。',
        'No validity has been decided for this level, so no label can be issued.',
      );
});

/** A shorter end that was asked for must still lie ahead when the label is issued. */
const lastDayStillAhead = guard(['day'], 'L-3.7-6', ({ subject, values, facts }) => {
  const asked = values['requested-last-day'];
  const its = validityOn(facts.day, subject);
  if (!isDay(asked) || !its || its === 'undecided') return [];
  const longest = lastDay(its, facts.day, undefined);
  if (facts.day <= asked && asked <= longest) return [];
  return refuse(
    'validity-out-of-range',
    'L-3.7-6',
    `申請された有効期限(${asked})は、本日から${longest}までの日ではありません。申請者に返戻してください。`,
    `The last day asked for (${asked}) does not lie between today and ${longest}. Return the case to the applicant.`,
    'requested-last-day',
  );
});

/** What has lapsed, was withdrawn or given back is not renewed: it would never read in force again. */
const renewable = () =>
  guard(['earlierAttestations'], 'L-3.7-17', ({ subject, facts }) => {
    const renewed = facts.earlierAttestations.find((each) => each.key === subject.renews);
    if (!renewed?.ended || renewed.ended === 'expired') return [];
    return refuse(
      'ended-label',
      'L-3.7-17',
      '失効し、取り消され、又は返納されたラベルは更新できません。新たに申請してください。',
      'A label that lapsed, was withdrawn or given back cannot be renewed: file a new application.',
    );
  });

const correctionTimeOver = guard(['day'], 'L-3.4-14', ({ subject, facts }) =>
  subject.correctBy !== undefined && subject.correctBy < facts.day
    ? []
    : refuse(
        'correction-time',
        'L-3.4-14',
        `修正の期限(${subject.correctBy ?? ''})が過ぎるまでは、手続を終えられません。`,
        `The case cannot be closed before the time for correction (${subject.correctBy ?? ''}) is over.`,
      ),
);

const whileInForce = (clause: string): Guard =>
  guard(['status'], clause, ({ facts }) =>
    facts.status === 'in-force'
      ? []
      : refuse(
          'not-in-force',
          clause,
          'ラベルが有効でないため、この手続はできません。',
          'The label is not in force, so this cannot be done.',
        ),
  );

const changeHasHappened = guard(['day'], 'L-3.7-8', ({ input, facts }) =>
  isDay(input.changedOn) && input.changedOn <= facts.day
    ? []
    : refuse(
        'change-ahead',
        'L-3.7-8',
        '変更した日は本日以前の日でなければなりません。',
        'The date of the change cannot lie in the future.',
        'changedOn',
      ),
);

/** A model that the label did not name is a product that was not assessed, whatever the notice calls it. */
const namesNewModel = (before: JsonValue | undefined, now: JsonValue | undefined): boolean => {
  const known = new Set(models(before).map((each) => modelKey(each.model)));
  return models(now).some((each) => !known.has(modelKey(each.model)));
};

const addedModelIsNewAssessment = guard([], 'L-3.7-16', ({ values, changed, input }) =>
  input.particular === 'model-added' || (changed?.models !== undefined && namesNewModel(values.models, changed.models))
    ? refuse(
        'new-assessment',
        'L-3.7-16',
        '型番を加えるには、あらためて評価をして申請してください。届出では加えられません。',
        'A further model needs an assessment and an application of its own; it cannot be added by notice.',
        'particular',
      )
    : [],
);

/** At ★1 there is no periodic sampling: what is demanded or inspected starts from a doubt (L-3.7-10). */
const onDoubt = (ja: string, en: string): Guard =>
  guard([], 'L-3.7-10', ({ subject }) =>
    subject.threads.some((thread) => thread.kind === 'doubt' && thread.state === 'examined')
      ? []
      : refuse('no-doubt', 'L-3.7-10', `疑義が登録されていないため、${ja}`, `No doubt is registered, so ${en}`),
  );

const inspectionAhead = guard(['day'], 'L-3.7-10', ({ input, facts }) =>
  isDay(input.dueOn) && input.dueOn > facts.day
    ? []
    : refuse('due-past', 'L-3.7-10', '期限は明日以降の日でなければなりません。', 'The due date must lie after today.', 'dueOn'),
);

const inspectionHappened = guard(['day'], 'L-3.7-10', ({ input, facts }) =>
  isDay(input.on) && input.on <= facts.day
    ? []
    : refuse('inspection-ahead', 'L-3.7-10', 'まだ来ていない日の結果は記録できません。', 'That day has not come yet.', 'on'),
);

const dueAhead = guard(['day'], 'L-3.7-11', ({ input, facts }) =>
  isDay(input.dueOn) && input.dueOn > facts.day
    ? []
    : refuse('due-past', 'L-3.7-11', '期限は明日以降の日でなければなりません。', 'The due date must lie after today.', 'dueOn'),
);

const timeAllowedAhead = guard(['day'], 'L-3.7-13', ({ input, facts }) =>
  isDay(input.dueOn) && input.dueOn > facts.day
    ? []
    : refuse(
        'due-past',
        'L-3.7-13',
        '是正の期限は明日以降の日でなければなりません。',
        'The last day of the time allowed must lie after today.',
        'dueOn',
      ),
);

const nonConformityFound = guard([], 'L-3.7-13', ({ subject }) =>
  subject.threads.some((thread) => thread.kind === 'doubt' && thread.state === 'upheld')
    ? []
    : refuse(
        'no-finding',
        'L-3.7-13',
        '不適合が認定されていないため、是正を求められません。',
        'No non-conformity has been found, so no correction can be required.',
      ),
);

/** The time of the thread itself is over: the due day is the last day in time. */
const timeOver = (clause: string): Guard =>
  guard(['day'], clause, ({ thread, facts }) =>
    thread?.due !== undefined && thread.due < facts.day
      ? []
      : refuse(
          'still-time',
          clause,
          `期限(${thread?.due ?? ''})がまだ過ぎていません。`,
          `The time allowed (until ${thread?.due ?? ''}) is not over yet.`,
        ),
  );

const lastProposal = (subject: Subject) => subject.history.findLast((entry) => entry.row === 'proposeWithdrawal');

/** "Not corrected in the time allowed" needs a correction that was not made: found so, or overdue (L-3.7-13). */
const groundIsOpen = guard(['day'], 'L-3.7-13', ({ subject, input, facts }) => {
  if (input.ground !== 'not-corrected') return [];
  const open = subject.threads.some(
    (thread) =>
      thread.kind === 'correction' &&
      (thread.state === 'not-corrected' || (thread.state === 'ordered' && thread.due !== undefined && thread.due < facts.day)),
  );
  return open
    ? []
    : refuse(
        'ground-not-open',
        'L-3.7-13',
        '猶予期間を過ぎた是正の求めがないため、この事由では取り消せません。',
        'No time for correction has run out, so this ground is not open.',
        'ground',
      );
});

const hearingHeld = guard([], 'L-3.7-12', ({ subject }) =>
  subject.threads.findLast((thread) => thread.kind === 'hearing')?.state === 'heard'
    ? []
    : refuse(
        'not-heard',
        'L-3.7-12',
        'ベンダーの意見を聴いていないため、取り消せません。',
        'The vendor has not been heard, so the label cannot be withdrawn.',
      ),
);

const groundAsProposed = guard([], 'L-3.7-12', ({ subject, input }) =>
  lastProposal(subject)?.input.ground === input.ground
    ? []
    : refuse(
        'another-ground',
        'L-3.7-12',
        '意見を聴いた事由と異なる事由では取り消せません。',
        'The label can be withdrawn only on the ground on which the vendor was heard.',
        'ground',
      ),
);

/** All guards of the book; each says what it reads and which clause it stands for. */
export const guards = {
  formClean: guard(['formFindings'], 'L-3.5-2', formErrors),
  formStillClean: guard(['formFindings'], 'L-3.5-2', formErrors),
  renewedLabelStands: renewable(),
  renewedLabelStill: renewable(),
  ...{ feeArrived, favourableInquiry, unfavourableInquiry, validityDecided, lastDayStillAhead, correctionTimeOver },
  changeWhileInForce: whileInForce('L-3.7-8'),
  noticeWhileInForce: whileInForce('L-3.7-16'),
  intentBeforeExpiry: whileInForce('L-3.7-15'),
  returnWhileInForce: whileInForce('L-3.7-1'),
  ...{ changeHasHappened, addedModelIsNewAssessment },
  doubtIsOpen: onDoubt('証跡の提出を求められません。', 'no evidence can be demanded.'),
  doubtBehindInspection: onDoubt('検査・調査を求められません。', 'nothing can be inspected.'),
  ...{ inspectionAhead, inspectionHappened },
  ...{ dueAhead, timeAllowedAhead, nonConformityFound, groundIsOpen, hearingHeld, groundAsProposed },
  evidenceTimeOver: timeOver('L-3.7-10'),
  inspectionTimeOver: timeOver('L-3.7-10'),
  correctiveTimeOver: timeOver('L-3.7-13'),
  hearingTimeOver: timeOver('L-3.7-12'),
  ...contentGuards,
} as const satisfies Readonly<Record<string, Guard>>;
