import { type Guard, guard } from '../../src/rules/book.ts';
import { addDays, type Day, daysBetween, firstDayAfterYears, isDay } from '../../src/rules/day.ts';
import { standardFindings } from '../../src/rules/disclosure.ts';
import { fieldsOf, isBlank, leafFields, pointers, type Values } from '../../src/rules/dossier.ts';
import type { PaymentFact } from '../../src/rules/facts.ts';
import { errorsIn } from '../../src/rules/form-check.ts';
import type { JsonObject, JsonValue } from '../../src/rules/json.ts';
import type { Finding } from '../../src/rules/refusal.ts';
import { receiptDay } from '../../src/rules/subject.ts';
import { asOf, filing } from '../../src/rules/terms.ts';
import { formB202409 } from './criteria/form-b/2024.09/edition.ts';
import { groundsWithoutJustReason } from './grounds.ts';
import { terms, YEARS_AFTER_WITHDRAWAL } from './terms.ts';

const no = (code: string, clause: string, ja: string, en: string, path = ''): readonly Finding[] => [
  { code, path, clause, message: { ja, en }, weight: 'error' },
];

/** The rows of a table field, each as text by column. */
function rowsIn(values: Values, field: string): readonly Readonly<Record<string, string>>[] {
  const value = values[field];
  if (!Array.isArray(value)) return [];
  return value.map((row: JsonValue) =>
    typeof row === 'object' && row !== null && !Array.isArray(row)
      ? Object.fromEntries(Object.entries(row as JsonObject).map(([key, cell]) => [key, typeof cell === 'string' ? cell.trim() : '']))
      : {},
  );
}

function unpaid(id: 'new' | 'renewal' | 'reissue', on: Day, payments: readonly PaymentFact[], clause: string): readonly Finding[] {
  const fee = asOf(terms, on)?.fees.find((each) => each.id === id);
  const paid = payments.filter((each) => each.fee === id).reduce((sum, each) => sum + each.amount, 0);
  if (fee && paid >= fee.total) return [];
  return no(
    'fee-open',
    clause,
    `${fee?.label.ja}${fee?.total.toLocaleString('en-US')}円(税込)の入金が確認できていません。`,
    `${fee?.label.en}: ${fee?.total.toLocaleString('en-US')} yen (tax included) has not been received.`,
  );
}

const notAhead = (clause: string, field: string) =>
  guard(['day'], clause, ({ input, facts }) => {
    const on = input[field];
    return isDay(on) && on <= facts.day ? [] : no('day-ahead', clause, 'まだ来ていない日付です。', 'That day has not come yet.', field);
  });

export const contentGuards = {
  existenceFits: guard([], 'D-4.4-3', ({ values }) => {
    const { applicantKind: kind, existenceProof: proof } = values;
    const fits = kind === 'corporation' ? proof === 'registry-original' || proof === 'registry-copy' : proof === 'photo-id-copy';
    if (isBlank(kind) || isBlank(proof) || fits) return [];
    return kind === 'corporation'
      ? no(
          'existence-proof',
          'D-4.4-3',
          '法人は登記事項証明書(二つ目以降のサービスでは写しも可)を提出してください。',
          'A corporation files its registry certificate (a copy from the second service on).',
          'existenceProof',
        )
      : no(
          'existence-proof',
          'D-4.4-3',
          '個人事業主は、写真が貼付された公的証明書の写しを一つ提出してください。',
          'A sole proprietor files a copy of one official photo identification.',
          'existenceProof',
        );
  }),

  contractorsVouch: guard([], 'D-4.4-6', ({ values }) =>
    rowsIn(values, 'outsourcing').flatMap((row, index) =>
      row.publicMaterial || row.signedBy
        ? []
        : no(
            'contractor-material',
            'D-4.4-6',
            `外部委託先${index + 1}行目: 公表資料か、署名のある資料のどちらかが必要です。`,
            `Contractor in row ${index + 1}: its public material, or material signed by its responsible person, is needed.`,
            `outsourcing/${index + 1}`,
          ),
    ),
  ),

  pagesCaptured: guard(['evidence'], 'D-4.4-7', ({ values, facts }) =>
    rowsIn(values, 'webPages').flatMap((row, index) => {
      const path = `webPages/${index + 1}`;
      const undated = isDay(row.date)
        ? []
        : no(
            'page-undated',
            'D-4.4-7',
            `ウェブページ${index + 1}行目: 日付(例 2026-11-22)が必要です。`,
            `Web page in row ${index + 1}: a date such as 2026-11-22 is needed.`,
            path,
          );
      const captured = facts.evidence.some((each) => each.id === row.copy && !each.erased);
      return [
        ...undated,
        ...(captured
          ? []
          : no(
              'page-not-captured',
              'D-4.4-7',
              `ウェブページ${index + 1}行目: ハードコピーが証跡にありません。`,
              `Web page in row ${index + 1}: its captured copy is not among the evidence.`,
              path,
            )),
      ];
    }),
  ),

  markStated: guard([], 'D-9.1-3', ({ subject, values }) =>
    subject.renews && values.markUsedProperly !== true
      ? no(
          'mark-not-stated',
          'D-9.1-3',
          '更新申請には、認定マークを適切に使用したことの自己申告が必要です。',
          'A renewal needs the statement that the mark was used properly.',
          'markUsedProperly',
        )
      : [],
  ),
} satisfies Readonly<Record<string, Guard>>;

const applicationGuards = {
  formClean: guard(['formFindings'], 'D-6.1-1', ({ facts }) => errorsIn(facts.formFindings)),

  waitOver: guard(['day', 'earlierAttestations'], 'D-4.2-6', ({ subject, facts }) => {
    const on = receiptDay(subject, facts.day);
    const open = facts.earlierAttestations
      .flatMap((each) => (each.ended === 'withdrawn' && each.endedOn ? [firstDayAfterYears(each.endedOn, YEARS_AFTER_WITHDRAWAL)] : []))
      .filter((first) => on < first);
    const first = open.sort().at(-1);
    return first
      ? no(
          'wait-not-over',
          'D-4.2-6',
          `このサービスは認定の取消しから1年を経過していません。${first}から申請できます。`,
          `Not a year has passed since the certification of this service was withdrawn: it can be applied for from ${first}.`,
        )
      : [];
  }),

  renewalInWindow: guard(['day', 'earlierAttestations'], 'D-9.1-1', ({ subject, facts }) => {
    if (!subject.renews) return [];
    const renewal = asOf(terms, facts.day)?.renewal;
    const end = facts.earlierAttestations.find((each) => each.key === subject.renews)?.lastDay;
    if (!end || !renewal?.window)
      return no('nothing-to-renew', 'D-9.1-1', '更新する認定が見つかりません。', 'There is no such certification to renew.');
    const when = filing(renewal, end, receiptDay(subject, facts.day));
    const [first, last] = [renewal.window.opens, renewal.window.closes].map((days) => addDays(end, -days));
    if (when === 'early')
      return no(
        'renewal-too-early',
        'D-9.1-2',
        `更新の手続きは${first}から${last}までです。`,
        `A renewal is filed from ${first} to ${last}.`,
      );
    return when === 'late'
      ? no(
          'renewal-too-late',
          'D-9.1-2',
          `更新の手続きは${last}で終わりました。新規の申請をしてください。`,
          `The time to renew ended on ${last}: make a new application.`,
        )
      : [];
  }),

  changesProven: guard(['firstDossier'], 'D-9.1-5', ({ subject, values, facts }) => {
    const before = facts.firstDossier;
    if (!subject.renews || !before) return [];
    const changed = (path: string) => (values[path] ?? '') !== (before[path] ?? '');
    const registry =
      ['businessName', 'representative', 'businessAddress'].some(changed) && pointers(values.newRegistry).length === 0
        ? no(
            'new-registry',
            'D-9.1-5',
            '事業者の名称・代表者・住所が変わったため、登記簿謄本の再提出が必要です。',
            'Name, representative or address changed: a new registry certificate is needed.',
            'newRegistry',
          )
        : [];
    const documents = (of: Values, id: string) => pointers(of[`${id}/evidence`]).map((each) => each.document);
    const unproven = fieldsOf(formB202409.dossier).filter(
      (field) =>
        field.kind === 'disclosure' &&
        values[`${field.id}/answer`] === 'content' &&
        changed(`${field.id}/content`) &&
        documents(values, field.id).every((each) => documents(before, field.id).includes(each)),
    );
    return [
      ...registry,
      ...unproven.flatMap((field) =>
        no(
          'change-unproven',
          'D-9.1-5',
          `「${field.label.ja}」の記載が変わっています。変更を証明する資料を示してください。`,
          `What is written for “${field.label.en}” changed: show evidence of the change.`,
          `${field.id}/evidence`,
        ),
      ),
    ];
  }),

  originalSeen: guard([], 'D-4.4-3', ({ subject, values }) =>
    values.existenceProof !== 'registry-original' || subject.history.some((entry) => entry.row === 'recordOriginal')
      ? []
      : no(
          'original-not-seen',
          'D-4.4-3',
          '登記事項証明書の原本の確認が記録されていません。',
          'Nobody recorded sight of the original registry certificate.',
        ),
  ),

  postDated: guard(['day'], 'D-4.5-1', ({ input, facts }) => {
    const { postedOn, receivedOn } = input;
    return isDay(postedOn) && isDay(receivedOn) && postedOn <= receivedOn && receivedOn <= facts.day
      ? []
      : no(
          'post-dates',
          'D-4.5-1',
          '発送日、受領日、今日の順でなければなりません。',
          'Posted, received and today must follow in this order.',
          'receivedOn',
        );
  }),

  feePaid: guard(['payments'], 'D-4.7-2', ({ subject, facts }) =>
    unpaid(subject.renews ? 'renewal' : 'new', subject.receivedOn ?? subject.openedOn, facts.payments, 'D-4.7-2'),
  ),

  standardMet: guard([], 'D-5.2-1', ({ values }) => standardFindings(formB202409.dossier, values, 'D-5.2-1')),

  refusalGrounded: guard(['day', 'earlierAttestations'], 'D-9.1-6', ({ subject, input, facts }) => {
    if (input.because !== 'not-completed') return [];
    const end = facts.earlierAttestations.find((each) => each.key === subject.renews)?.lastDay;
    return end && facts.day > end
      ? []
      : no(
          'still-in-time',
          'D-9.1-6',
          '補正が認定の有効期間内に終わらなかったことを理由にできるのは、更新で、有効期間が過ぎた後だけです。',
          'That corrections were not completed within the validity is a ground only for a renewal, after the validity.',
        );
  }),

  opinionGiven: guard([], 'D-6.4-1', ({ thread }) =>
    thread?.history.some((entry) => entry.row === 'opine')
      ? []
      : no('no-opinion', 'D-6.4-1', '委員の意見が記録されていません。', 'No member has given an opinion.'),
  ),
} satisfies Readonly<Record<string, Guard>>;

const withholdingGuards = {
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

const certificateGuards = {
  eventHappened: notAhead('D-11.3-1', 'occurredOn'),
  serviceEnded: notAhead('D-9.3-1', 'endedOn'),
  changeHappened: notAhead('D-9.2-1', 'changedOn'),

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

  reissuePaid: guard(['payments', 'day'], 'D-4.7-3', ({ thread, facts }) => {
    if (thread?.history[0]?.input.altersCertificate !== 'yes') return [];
    const since = facts.payments.filter((each) => each.receivedOn >= thread.openedOn);
    return unpaid('reissue', facts.day, since, 'D-4.7-3');
  }),
} satisfies Readonly<Record<string, Guard>>;

export const guards: Readonly<Record<string, Guard>> = {
  ...contentGuards,
  ...applicationGuards,
  ...withholdingGuards,
  ...certificateGuards,
};
