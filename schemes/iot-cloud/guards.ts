import { type Guard, guard } from '../../src/rules/book.ts';
import { addDays, dayText, firstDayAfterYears, isDay } from '../../src/rules/day.ts';
import { improvementFindings, standardFindings } from '../../src/rules/disclosure.ts';
import { fieldsOf, isBlank, pointers, type Values } from '../../src/rules/dossier.ts';
import { errorsIn } from '../../src/rules/form-check.ts';
import { receiptDay } from '../../src/rules/subject.ts';
import { asOf, filing } from '../../src/rules/terms.ts';
import { certificateGuards, withholdingGuards } from './certificate-guards.ts';
import { changeGuards } from './change-guards.ts';
import { formB202409 } from './criteria/form-b/2024.09/edition.ts';
import { evidenceGuards } from './evidence-guards.ts';
import { no, unpaid } from './refuse.ts';
import { scope } from './scope.ts';
import { terms, YEARS_AFTER_WITHDRAWAL } from './terms.ts';

const ORIGINALS = ['registry-original', 'photo-id-original'] as const;

const contentGuards = {
  serviceInScope: guard([], 'D-4.1-2', ({ subject, values }) => {
    const its = scope.decide(values);
    const isCleared = subject.threads.some(
      (thread) =>
        thread.kind === 'unitQuestion' && thread.history.some((entry) => entry.row === 'answer' && entry.input.mayApply === 'yes'),
    );
    return its.outcome === 'in-scope' || (its.outcome === 'unclear' && isCleared)
      ? []
      : no(its.outcome, its.clause, its.reason.ja, its.reason.en);
  }),

  existenceFits: guard([], 'D-4.4-3', ({ values }) => {
    const { applicantKind: kind, existenceProof: proof, existenceLanguage: language } = values;
    if (isBlank(kind) || isBlank(proof)) return [];
    if (kind === 'corporation')
      return proof === 'registry-original' || proof === 'registry-copy'
        ? []
        : no(
            'existence-proof',
            'D-4.4-3',
            '法人は登記事項証明書(二つ目以降のサービスでは写しも可)を提出してください。',
            'A corporation files its registry certificate (a copy from the second service on).',
            'existenceProof',
          );
    if (language === 'foreign')
      return proof === 'photo-id-original' || proof === 'photo-id-copy'
        ? []
        : no(
            'existence-proof',
            'D-4.4-3',
            '外国語の公的証明書は、写真が貼付されたものの原本(二つ目以降のサービスでは写しも可)を訳文とともに提出してください。',
            'A photo identification in a foreign language is filed as original (a copy from the second service on) with its translation.',
            'existenceProof',
          );
    return proof === 'photo-id-copy'
      ? []
      : no(
          'existence-proof',
          'D-4.4-3',
          '個人事業主は、写真が貼付された公的証明書の写しを一つ提出してください。',
          'A sole proprietor files a copy of one official photo identification.',
          'existenceProof',
        );
  }),

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

  waitOver: guard(['day', 'earlierAttestations'], 'D-4.2-6', ({ subject, values, facts }) => {
    const on = receiptDay(subject, facts.day);
    const stated = values.earlier === 'withdrawn' && isDay(values.withdrawnOn) ? [values.withdrawnOn] : [];
    const known = facts.earlierAttestations.flatMap((each) => (each.ended === 'withdrawn' && each.endedOn ? [each.endedOn] : []));
    const open = [...stated, ...known].map((each) => firstDayAfterYears(each, YEARS_AFTER_WITHDRAWAL)).filter((first) => on < first);
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

  renewalInWindow: guard(['day', 'earlierAttestations'], 'D-9.1-1', ({ subject, facts, input }) => {
    if (!subject.renews) return [];
    // By post the day of receipt counts (D-4.5-1), whenever it is taken in.
    const received = isDay(input.receivedOn) ? input.receivedOn : facts.day;
    const renewal = asOf(terms, received)?.renewal;
    const renewed = facts.earlierAttestations.find((each) => each.key === subject.renews);
    const end = renewed?.lastDay;
    if (!end || !renewal?.window)
      return no('nothing-to-renew', 'D-9.1-1', '更新する認定が見つかりません。', 'There is no such certification to renew.');
    if (renewed.ended && renewed.ended !== 'expired')
      return no(
        'ended-certification',
        'D-9.1-1',
        '取り消され、効力を失い、又はサービスが終了した認定は更新できません。',
        'A certification that was withdrawn, has lost its effect or whose service ended is not renewed.',
      );
    const when = filing(renewal, end, receiptDay(subject, received));
    const [first, last] = [renewal.window.opens, renewal.window.closes].map((days) => dayText(addDays(end, -days)));
    if (!first || !last) return [];
    if (when === 'early')
      return no(
        'renewal-too-early',
        'D-9.1-2',
        `更新の手続きは${first.ja}から${last.ja}までです。`,
        `A renewal is filed from ${first.en} to ${last.en}.`,
      );
    return when === 'late'
      ? no(
          'renewal-too-late',
          'D-9.1-2',
          `更新の手続きは${last.ja}で終わりました。新規の申請(新規の審査手数料)をしてください。`,
          `The time to renew ended on ${last.en}: make a new application at the fee for new ones.`,
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
    !ORIGINALS.some((each) => each === values.existenceProof) || subject.history.some((entry) => entry.row === 'recordOriginal')
      ? []
      : no(
          'original-not-seen',
          'D-4.4-3',
          '公的書類の原本の確認が記録されていません。',
          'Nobody recorded sight of the original proof of existence.',
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

  standardMet: guard(['itemFindings'], 'D-5.2-1', ({ values, facts }) => [
    ...standardFindings(formB202409.dossier, values, 'D-5.2-1'),
    ...improvementFindings(formB202409.dossier, facts.itemFindings, 'D-5.2-1'),
  ]),

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

export const guards: Readonly<Record<string, Guard>> = {
  ...contentGuards,
  ...evidenceGuards,
  ...applicationGuards,
  ...withholdingGuards,
  ...certificateGuards,
  ...changeGuards,
};
