import { inWords, partWords } from '../applications/index.ts';
import { isCounted, namedItem, progressOf, type ReviewItem, reviewedWords } from '../reviews/index.ts';
import type { Day } from '../rules/day.ts';
import { standardOf } from '../rules/disclosure.ts';
import type { Block, DocumentModel } from '../rules/document.ts';
import { type Field, isBlank, pointers } from '../rules/dossier.ts';
import type { Language, Text } from '../rules/text.ts';
import type { PutBefore } from './put-before.ts';

/** What a packet needs beside the case: words that come from elsewhere. */
export interface PacketOf {
  readonly heard: PutBefore;
  readonly title: Text;
  readonly edition: Text;
  readonly on: Day;
  readonly demo: boolean;
}

/** The parts of a packet, in order: its index. */
const parts = {
  summary: { ja: '1. 案件の概要', en: '1. Summary' },
  standard: { ja: '2. 審査基準に照らした結果', en: '2. The standard, as computed' },
  findings: { ja: '3. 審査の所見', en: '3. What the review found' },
  open: { ja: '4. 確認の済んでいない点', en: '4. Open points' },
  content: { ja: '5. 申請書の記載', en: '5. What the application says' },
  evidence: { ja: '6. 証跡の一覧', en: '6. List of the evidence' },
} as const satisfies Record<string, Text>;

/**
 * The papers on a case for the committee: an index, a summary, the computed standard, the findings, the open points, what the application says
 * item by item, and the list of the evidence (which is handed out beside it, never merged into it). Pure; page and PDF are made of it.
 */
export function packet(given: PacketOf, language: Language, spell: (language: Language, day: string) => string): DocumentModel {
  const { heard, on } = given;
  const { book, subject } = heard.its;
  const say = (ja: string, en: string) => (language === 'ja' ? ja : en);
  const t = (text: Text) => text[language];
  const demo = given.demo ? say('見本', 'Sample') : '';
  const meeting = say(`${spell('ja', heard.meetsOn)} ${heard.kind.label.ja}`, `${heard.kind.label.en}, ${spell('en', heard.meetsOn)}`);
  return {
    language,
    title: say('委員会資料', 'Papers for the committee'),
    subtitle: t(book.name),
    author: t(book.office.name),
    on,
    header: meeting,
    footer: [`${t(book.shortName)} ${subject.reference}`, say('部外秘', 'Confidential'), demo].filter(Boolean).join('  '),
    blocks: [
      { kind: 'heading', level: 1, text: say('目次', 'Index') },
      { kind: 'list', items: Object.values(parts).map(t) },
      ...summary(given, language, spell),
      ...standard(given, language),
      ...findings(given, language),
      ...openPoints(given, language, spell),
      ...content(given, language),
      ...evidence(given, language),
    ],
  };
}

const heading = (part: keyof typeof parts, language: Language): Block => ({ kind: 'heading', level: 1, text: parts[part][language] });
const none = (language: Language): Block => ({ kind: 'paragraph', text: language === 'ja' ? 'なし' : 'None' });

function summary(
  { heard, title, edition }: PacketOf,
  language: Language,
  spell: (language: Language, day: string) => string,
): readonly Block[] {
  const say = (ja: string, en: string) => (language === 'ja' ? ja : en);
  const { book, subject, hash } = heard.its;
  return [
    heading('summary', language),
    {
      kind: 'facts',
      rows: [
        { label: book.subjectWord[language], value: [{ bold: title[language] }] },
        { label: say('申請者', 'Applicant'), value: heard.applicant[language] },
        { label: say('申請番号', 'Application number'), value: subject.reference },
        { label: say('申請の別', 'Kind of application'), value: subject.renews ? say('更新', 'Renewal') : say('新規', 'New') },
        ...(subject.receivedOn ? [{ label: say('受付日', 'Received on'), value: spell(language, subject.receivedOn) }] : []),
        { label: say('適合基準の版', 'Edition of the criteria'), value: edition[language] },
        { label: say('委員会の開催日', 'The committee meets on'), value: spell(language, heard.meetsOn) },
        { label: say('根拠', 'Basis'), value: heard.hearing.clause },
        { label: say('内容のハッシュ値', 'Hash of the content'), value: hash },
      ],
    },
  ];
}

function standard({ heard }: PacketOf, language: Language): readonly Block[] {
  const say = (ja: string, en: string) => (language === 'ja' ? ja : en);
  const all = standardOf(heard.dossier, heard.its.values);
  if (all.length === 0) return [heading('standard', language), none(language)];
  const mandatory = all.filter((each) => each.is !== 'optional');
  const optional = all.filter((each) => each.is === 'optional');
  const decisive = mandatory.filter((each) => each.field.decisive !== undefined);
  const below = mandatory.filter((each) => each.is === 'below');
  const cited = heard.its.book.standard;
  const by = (clause: string | undefined) => (clause ? ` (${clause})` : '');
  const of = (n: number, whole: number) => say(`${whole}項目中${n}項目`, `${n} of ${whole}`);
  return [
    heading('standard', language),
    {
      kind: 'facts',
      rows: [
        {
          label: say('結果', 'Result'),
          value: [
            {
              bold:
                below.length === 0
                  ? say('すべて満たしている', 'Everything is met')
                  : say('満たしていない項目がある', 'Some items are not met'),
            },
            by(cited?.met),
          ],
        },
        {
          label: say('必須項目の開示', 'Mandatory items disclosed'),
          value: of(mandatory.filter((each) => each.disclosed).length, mandatory.length),
        },
        {
          label: say('実施が条件の項目', 'Items that must be done'),
          value: of(decisive.filter((each) => each.is === 'met').length, decisive.length),
        },
        {
          label: say('「実施なし」を認めた項目', '“Not done”, accepted'),
          value:
            mandatory
              .filter((each) => each.is === 'not-done-accepted')
              .map((each) => namedItem(each.field, language))
              .join('\n') || say('なし', 'None'),
        },
        {
          label: say('選択項目の開示', 'Optional items disclosed'),
          value: `${of(optional.filter((each) => each.disclosed).length, optional.length)} ${say('判断の結果には影響しない', 'never counts for the outcome')}${by(cited?.optional)}`,
        },
      ],
    },
    ...(below.length === 0
      ? []
      : [{ kind: 'list', items: below.map((each) => each.why?.[language] ?? namedItem(each.field, language)) } as const]),
  ];
}

function findings({ heard }: PacketOf, language: Language): readonly Block[] {
  const say = (ja: string, en: string) => (language === 'ja' ? ja : en);
  const { review } = heard;
  if (!review) return [heading('findings', language), none(language)];
  const { all, done, toImprove } = progressOf(review.items);
  const noted = review.items.filter((each) => each.finding && (each.finding.finding === 'to-improve' || each.finding.words !== ''));
  const row = ({ field, finding }: ReviewItem): readonly string[] => [
    namedItem(field, language),
    reviewedWords[finding?.finding ?? 'left'][language],
    `${finding?.words ?? ''}${isCounted(field) ? '' : say('(選択項目)', ' (optional)')}`,
  ];
  return [
    heading('findings', language),
    {
      kind: 'paragraph',
      text: say(
        `${all}項目中${done}項目に所見があり、うち改善等が必要な項目は${toImprove}項目です。${review.frozen ? `所見のハッシュ値 ${review.frozen}` : '所見はまだ固定されていません。'}`,
        `${done} of ${all} items have a finding, ${toImprove} to improve. ${review.frozen ? `Hash of the findings ${review.frozen}` : 'The findings are not frozen yet.'}`,
      ),
    },
    ...(noted.length === 0
      ? []
      : [
          {
            kind: 'table',
            columns: [
              { header: say('項目', 'Item'), share: 3 },
              { header: say('所見', 'Finding'), share: 2 },
              { header: say('内容', 'Words'), share: 5 },
            ],
            rows: noted.map(row),
          } as const,
        ]),
  ];
}

/** What is not settled: items without a finding, and that something is being asked. What was asked stays between those who read it. */
function openPoints({ heard }: PacketOf, language: Language, spell: (language: Language, day: string) => string): readonly Block[] {
  const say = (ja: string, en: string) => (language === 'ja' ? ja : en);
  const { book, subject } = heard.its;
  const asked = (heard.review?.items ?? []).filter((each) => each.is === 'asked');
  const left = (heard.review?.items ?? []).filter((each) => each.is === 'left');
  const running = subject.threads.filter((thread) => {
    const waitsFor = book.threads[thread.kind]?.states[thread.state]?.waitsFor;
    return thread.id !== heard.thread.id && waitsFor !== 'end' && waitsFor !== 'nobody' && book.threads[thread.kind]?.sealed === undefined;
  });
  const items = [
    ...running.map((thread) => {
      const label = book.threads[thread.kind]?.label[language] ?? thread.kind;
      const about = thread.about ? ` ${thread.about}` : '';
      return say(
        `${label}${about}: 進行中(${spell('ja', thread.openedOn)}から)`,
        `${label}${about}: running since ${spell('en', thread.openedOn)}`,
      );
    }),
    ...(asked.length > 0 && running.length === 0 ? asked.map((each) => namedItem(each.field, language)) : []),
    ...(left.length > 0
      ? [
          say(
            `所見のない項目 ${left.length}項目: ${left.map((each) => namedItem(each.field, 'ja').split(' ')[0]).join('、')}`,
            `${left.length} items without a finding: ${left.map((each) => namedItem(each.field, 'en').split(' ')[0]).join(', ')}`,
          ),
        ]
      : []),
  ];
  return [heading('open', language), items.length === 0 ? none(language) : { kind: 'list', items }];
}

/** The items of the dossier, section by section; the rest of it, such as identity papers and contacts, is not for the committee. */
function content({ heard }: PacketOf, language: Language): readonly Block[] {
  const say = (ja: string, en: string) => (language === 'ja' ? ja : en);
  const { values } = heard.its;
  const isItem = (field: Field) => field.kind === 'disclosure' || field.kind === 'verdict';
  const numbers = new Map(heard.files.map((each, index) => [each.id, index + 1]));
  const claim = (field: Field): string =>
    (field.kind === 'disclosure' ? ['answer', 'content'] : ['verdict', 'reason', 'method', 'basis'])
      .flatMap((part) => {
        const value = values[`${field.id}/${part}`];
        const said = isBlank(value) ? undefined : inWords(field, part, value)?.[language];
        const label = partWords[part]?.[language] ?? part;
        return said ? [part === 'answer' || part === 'content' || part === 'verdict' ? said : `${label}: ${said}`] : [];
      })
      .join('\n') || say('記載なし', 'Not filled in');
  const places = (field: Field): string =>
    pointers(values[`${field.id}/evidence`])
      .map((each) => `[${numbers.get(each.document) ?? '—'}] ${each.place}`)
      .join('\n');
  return [
    heading('content', language),
    ...heard.dossier.sections.flatMap((section): readonly Block[] => {
      const fields = section.fields.filter(isItem);
      if (fields.length === 0) return [];
      return [
        { kind: 'heading', level: 2, text: section.label[language] },
        {
          kind: 'table',
          columns: [
            { header: say('項目', 'Item'), share: 3 },
            { header: say('記載内容', 'What it says'), share: 6 },
            { header: say('証跡', 'Evidence'), share: 2 },
          ],
          rows: fields.map((field) => [`${namedItem(field, language)}\n${weight(field, language)}`.trim(), claim(field), places(field)]),
        },
      ];
    }),
  ];
}

function weight(field: Field, language: Language): string {
  if (field.kind !== 'disclosure') return '';
  const word = field.decisive
    ? { ja: '(必須・実施が条件)', en: '(mandatory, must be done)' }
    : field.weight === 'mandatory'
      ? { ja: '(必須)', en: '(mandatory)' }
      : { ja: '(選択)', en: '(optional)' };
  return word[language];
}

function evidence({ heard }: PacketOf, language: Language): readonly Block[] {
  const say = (ja: string, en: string) => (language === 'ja' ? ja : en);
  if (heard.files.length === 0) return [heading('evidence', language), none(language)];
  return [
    heading('evidence', language),
    {
      kind: 'table',
      columns: [
        { header: say('番号', 'No.'), share: 1 },
        { header: say('資料', 'Document'), share: 4 },
        { header: say('どの項目のどの箇所か', 'For which item, and where in it'), share: 5 },
      ],
      rows: heard.files.map((each, index) => [
        String(index + 1),
        each.file?.name ?? say('消去された資料', 'Erased document'),
        each.uses.map((use) => `${use.path.split('/')[0]} ${use.place}`.trim()).join('\n'),
      ]),
    },
  ];
}
