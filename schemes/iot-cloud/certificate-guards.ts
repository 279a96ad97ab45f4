import { type Guard, guard } from '../../src/rules/book.ts';
import { daysBetween, isDay } from '../../src/rules/day.ts';
import { leafFields } from '../../src/rules/dossier.ts';
import { formB202409 } from './criteria/form-b/2024.09/edition.ts';
import { groundsWithoutJustReason } from './grounds.ts';
import { no, unpaid } from './refuse.ts';

const notAhead = (clause: string, field: string) =>
  guard(['day'], clause, ({ input, facts }) => {
    const on = input[field];
    return isDay(on) && on <= facts.day ? [] : no('day-ahead', clause, 'まだ来ていない日付です。', 'That day has not come yet.', field);
  });

/** Which parts may be withheld, and until when. */
export const withholdingGuards = {
  withholdable: guard([], 'D-7.2-3', ({ thread }) => {
    const field = thread?.about ? leafFields(formB202409.dossier).get(thread.about) : undefined;
    return field?.published === 'withholdable' && thread?.about?.endsWith('/content')
      ? []
      : no(
          'not-withholdable',
          'D-7.2-3',
          '留保できるのは、申請書Bの「申請内容」欄の一部だけです。',
          'Only a part of the content column of form B can be withheld.',
        );
  }),

  endsLater: guard(['day'], 'D-7.2-2', ({ input, facts }) =>
    isDay(input.until) && input.until >= facts.day
      ? []
      : no(
          'period-over',
          'D-7.2-2',
          '留保の期限は今日以後の日にしてください。',
          'The last day of the withholding cannot have passed.',
          'until',
        ),
  ),
} satisfies Readonly<Record<string, Guard>>;

/** What must hold for what happens to a certification. */
export const certificateGuards = {
  eventHappened: notAhead('D-11.3-1', 'occurredOn'),
  serviceEnded: notAhead('D-9.3-1', 'endedOn'),
  changeHappened: notAhead('D-9.2-1', 'changedOn'),
  disclosedBefore: notAhead('D-12.1-1', 'disclosedOn'),

  afterCertification: guard([], 'D-11.3-1', ({ subject, input }) => {
    const first = subject.periods.map((period) => period.from).toSorted()[0];
    return first !== undefined && isDay(input.occurredOn) && input.occurredOn < first
      ? no(
          'before-certification',
          'D-11.3-1',
          `認定の日(${first})より前の事由では、効力は失われません。`,
          `What happened before the certification (${first}) does not end it.`,
          'occurredOn',
        )
      : [];
  }),

  passesTheService: guard([], 'D-11.3-1', ({ input }) =>
    input.event === 'split' && input.passesService !== true
      ? no(
          'service-not-passed',
          'D-11.3-1',
          '会社分割で効力を失うのは、当該サービスの事業を承継させる場合に限られます。',
          'A split ends the certification only when it passes the business of the service on.',
        )
      : [],
  ),

  datesInOrder: guard(['day'], 'D-11.1-1', ({ input, facts }) => {
    const { occurredOn, cameToLightOn } = input;
    return isDay(occurredOn) && isDay(cameToLightOn) && occurredOn <= cameToLightOn && cameToLightOn <= facts.day
      ? []
      : no(
          'incident-dates',
          'D-11.1-1',
          '発生日、発覚日、今日の順でなければなりません。',
          'Occurred, came to light and today must follow in this order.',
          'cameToLightOn',
        );
  }),

  leadTimeKept: guard([], 'D-11.1-2', ({ values, input }) => {
    const lead = typeof values.maintenanceLead === 'number' ? values.maintenanceLead : undefined;
    const { noticedOn, stopsOn } = input;
    if (lead !== undefined && isDay(noticedOn) && isDay(stopsOn) && daysBetween(noticedOn, stopsOn) >= lead) return [];
    return no(
      'short-notice',
      'D-11.1-2',
      `開示した時期(${lead ?? '—'}日前)より短い事前告知です。緊急事態として通知してください。`,
      `The notice is shorter than the disclosed lead time (${lead ?? '—'} days): notify it as an incident.`,
    );
  }),

  inEffect: guard(['status'], 'D-8.1-3', ({ facts }) =>
    facts.status === 'in-force' || facts.status === 'renewal-under-review'
      ? []
      : no('not-in-effect', 'D-8.1-3', '効力のある認定ではありません。', 'The certification is not in effect.'),
  ),

  effectOver: guard(['status'], 'D-10-1', ({ facts }) =>
    facts.status === 'in-force' || facts.status === 'renewal-under-review'
      ? no(
          'still-in-effect',
          'D-10-1',
          '認定の有効期間中は、申請書類を事務局で保管します。',
          'The documents are kept while the certification is in effect.',
        )
      : [],
  ),

  reasonAskedFirst: guard([], 'D-11.4-1', ({ subject, input }) => {
    if (!groundsWithoutJustReason.some((each) => each.value === input.ground)) return [];
    const asked = subject.threads.some(
      (thread) => thread.kind === 'justReason' && thread.state === 'none-found' && thread.history[0]?.input.ground === input.ground,
    );
    return asked
      ? []
      : no(
          'reason-not-asked',
          'D-11.4-1',
          'この事由による取消しの前に、正当な理由の有無を事業者に確認し、その判断を記録してください。',
          'Before a withdrawal on this ground the provider must be asked for a just reason, and the finding recorded.',
        );
  }),

  answerOverdue: guard(['day'], 'D-11.4-1', ({ thread, facts }) =>
    thread?.due !== undefined && thread.due < facts.day
      ? []
      : no('still-in-time', 'D-11.4-1', '回答の期限が過ぎていません。', 'The time to answer is not over.'),
  ),

  reissuePaid: guard(['day'], 'D-4.7-3', ({ thread, facts }) => {
    if (thread?.history[0]?.input.altersCertificate !== 'yes') return [];
    // Each change costs its own fee: only the receipt of its own charge makes this row.
    return thread.history.some((each) => each.row === 'recordFee') ? [] : unpaid('reissue', facts.day, [], 'D-4.7-3');
  }),
} satisfies Readonly<Record<string, Guard>>;
