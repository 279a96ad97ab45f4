import { type Day, isDay } from '../rules/day.ts';
import type { InvalidInput } from '../rules/refusal.ts';
import { text } from '../rules/text.ts';
import { type BankLine, readZengin } from './zengin.ts';

/** The rows of a statement file as text, with their numbers in the file. */
export type StatementCells = readonly { readonly row: number; readonly cells: readonly string[] }[];

/** Headings that an officer names when they are not recognised. */
export interface ChosenColumns {
  readonly date?: string;
  readonly amount?: string;
  readonly payer?: string;
}

export interface ReadStatement {
  /** Incoming lines that can be taken. */
  readonly lines: readonly IncomingLine[];
  /** Lines of money that went out: left alone. */
  readonly outgoing: number;
  /** What cannot be read, by row. */
  readonly problems: InvalidInput['problems'];
  /** As the file names it. */
  readonly account?: string;
}

export interface IncomingLine {
  readonly row: number;
  readonly receivedOn: Day;
  readonly amount: number;
  readonly payer: string;
  readonly note: string;
  readonly balance: string;
}

type Part = 'date' | 'in' | 'out' | 'amount' | 'direction' | 'payer' | 'summary' | 'note' | 'balance';

/** Headings as Japanese banks write them, without blanks, units and brackets; earlier ones win. */
const HEADINGS: Readonly<Record<Part, readonly string[]>> = {
  date: [
    '入金日',
    '取引日',
    'お取引日',
    '取引年月日',
    '年月日',
    '日付',
    '勘定日',
    'お取扱日',
    '取扱日',
    '取扱日付',
    '入払日',
    '起算日',
    'date',
  ],
  in: [
    '入金金額',
    '入金額',
    'お預り金額',
    'お預かり金額',
    '預り金額',
    '預入金額',
    'お預入金額',
    'お預入れ金額',
    'お預入額',
    '受入金額',
    '入金',
    'deposit',
    'credit',
  ],
  out: [
    '出金金額',
    '出金額',
    'お支払金額',
    '支払金額',
    'お引出金額',
    'お引出し金額',
    '引出金額',
    'お支払額',
    '出金',
    'withdrawal',
    'debit',
  ],
  amount: ['取引金額', '金額', 'amount'],
  direction: ['入払区分', '入出金区分', '入出金', '受払区分'],
  payer: ['振込依頼人名', '振込依頼人', '依頼人名', '振込人名', '振込名義人', '振込名義', '名義', 'payer'],
  summary: ['お取り扱い内容', 'お取扱内容', '取引内容', '摘要内容', '摘要', '内容', 'description'],
  note: ['edi情報', '備考', 'メモ', '摘要', '摘要内容', 'note'],
  balance: ['残高', '差引残高', '取引後残高', 'お預り残高', 'balance'],
};

/** Rows among which the headings are looked for: banks put titles and account data above them. */
const HEADING_ROWS = 20;

const heading = (cell: string): string =>
  cell
    .normalize('NFKC')
    .replaceAll(/\(.*?\)/g, '')
    .replaceAll(/[\s円]/g, '')
    .replace(/^お/, '')
    .toLowerCase();

/**
 * Reads a bank statement: records of the banks' association, or a table under headings that Japanese banks use or that were named.
 * Money that went out is counted and left; every row that cannot be read is told with its number.
 */
export function readStatement(rows: StatementCells, chosen: ChosenColumns = {}): ReadStatement {
  const zengin = readZengin(rows);
  if (zengin) return { ...judged(zengin.lines), account: zengin.account };
  for (const [index, { cells }] of rows.slice(0, HEADING_ROWS).entries()) {
    const columns = columnsOf(cells, chosen);
    if (columns) return judged(rows.slice(index + 1).flatMap((each) => lineOf(each, columns)));
  }
  const seen = rows[0]?.cells.filter((cell) => cell.trim() !== '').slice(0, 12) ?? [];
  return {
    ...{ lines: [], outgoing: 0 },
    problems: [
      {
        path: 'file',
        message: text(
          `日付・入金額・振込名義の列が見つかりません。列の見出しを指定してください。先頭の行: ${seen.join('、')}`,
          `The columns of date, amount and payer were not found. Name their headings. The first row reads: ${seen.join(', ')}`,
        ),
      },
    ],
  };
}

type Columns = Readonly<Partial<Record<Part, number>>> & { readonly date: number };

function columnsOf(cells: readonly string[], chosen: ChosenColumns): Columns | undefined {
  const headings = cells.map(heading);
  const find = (part: Part, named?: string): number | undefined => {
    const wanted = (named ? [named] : HEADINGS[part]).map(heading);
    const at = wanted.map((each) => headings.indexOf(each)).find((each) => each >= 0);
    return at;
  };
  const date = find('date', chosen.date);
  const incoming = chosen.amount ? undefined : find('in');
  const amount = find('amount', chosen.amount);
  const payer = find('payer', chosen.payer) ?? (chosen.payer ? undefined : find('summary'));
  if (date === undefined || (incoming ?? amount) === undefined || payer === undefined) return undefined;
  const [out, direction, note, balance] = [find('out'), find('direction'), find('note'), find('balance')];
  return {
    date,
    payer,
    ...(incoming === undefined ? {} : { in: incoming }),
    ...(incoming === undefined && amount !== undefined ? { amount } : {}),
    ...(out === undefined ? {} : { out }),
    ...(direction === undefined ? {} : { direction }),
    ...(note === undefined || note === payer ? {} : { note }),
    ...(balance === undefined ? {} : { balance }),
  };
}

function lineOf({ row, cells }: StatementCells[number], columns: Columns): readonly BankLine[] {
  const said = (part: Part): string => {
    const at = columns[part];
    return at === undefined ? '' : (cells[at] ?? '').trim();
  };
  if (said('date') === '' && said('in') === '' && said('amount') === '' && said('out') === '') return [];
  const [incoming, outgoing] = [yenOf(said(columns.in === undefined ? 'amount' : 'in')), yenOf(said('out'))];
  const direction = said('direction').normalize('NFKC');
  const isOut =
    columns.in === undefined
      ? /^(?:2|出金?|払|支払|引出)/.test(direction) || (incoming ?? 0) < 0 || (incoming === undefined && (outgoing ?? 0) > 0)
      : (incoming ?? 0) === 0 && (outgoing ?? 0) > 0;
  return [
    {
      ...{ row, isIncoming: !isOut, receivedOn: dayOf(said('date')), amount: incoming },
      ...{
        payer: said('payer').replace(/^(?:振込入金|他行振込|振込|ﾌﾘｺﾐ|フリコミ)[\s *＊・:：]*(?=.)/, ''),
        note: said('note'),
        balance: said('balance'),
      },
    },
  ];
}

/** A sum of yen: digits with separators, full-width too, a minus before or a triangle as accountants write it. */
function yenOf(spelling: string): number | undefined {
  const plain = spelling.normalize('NFKC').replaceAll(/[,\s円¥\\+]/g, '');
  const found = /^(?<minus>[-−▲△])?(?<digits>\d{1,12})(?:\.0+)?$/.exec(plain);
  if (!found?.groups) return undefined;
  return Number(found.groups['digits']) * (found.groups['minus'] ? -1 : 1);
}

/** A day as banks write it: 2026/11/20, 2026年11月20日, 20261120, 令和8年11月20日, R8.11.20. */
export function dayOf(spelling: string): Day | undefined {
  const plain = spelling.normalize('NFKC').replaceAll(/\s/g, '');
  const western = /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?(?:\d{1,2}:\d{2}.*)?$/.exec(plain);
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(plain);
  const era = /^(?:令和|R)(\d{1,2}|元)[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/i.exec(plain);
  const [, year = '', month = '', date = ''] = compact ?? western ?? era ?? [];
  const counted = era && !compact && !western ? String(2018 + (year === '元' ? 1 : Number(year))) : year;
  const day = `${counted}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  return isDay(day) ? day : undefined;
}

function judged(lines: readonly BankLine[]): Omit<ReadStatement, 'account'> {
  const incoming = lines.filter((line) => line.isIncoming);
  const read = incoming.map((line) => ({ line, problems: problemsOf(line) }));
  return {
    outgoing: lines.length - incoming.length,
    problems: read.flatMap(({ problems }) => problems),
    lines: read.flatMap(({ line, problems }): readonly IncomingLine[] => {
      const { row, receivedOn, amount, payer, note, balance } = line;
      if (problems.length > 0 || receivedOn === undefined || amount === undefined) return [];
      return [{ row, receivedOn, amount, payer: payer.slice(0, 100), note: note.slice(0, 300), balance }];
    }),
  };
}

function problemsOf(line: BankLine): InvalidInput['problems'] {
  const wrong = (what: string, ja: string, en: string) => [
    { path: `rows/${line.row}/${what}`, message: text(`${line.row}行目: ${ja}`, `Row ${line.row}: ${en}`) },
  ];
  return [
    ...(line.receivedOn === undefined ? wrong('date', '日付を読み取れません。', 'the day cannot be read.') : []),
    ...(line.amount === undefined || line.amount < 1
      ? wrong('amount', '入金額を1円以上の整数として読み取れません。', 'the amount is no whole number of yen, at least 1.')
      : []),
    ...(line.payer.trim() === '' ? wrong('payer', '振込名義がありません。', 'there is no payer.') : []),
    ...(line.cancelled ? wrong('cancelled', '銀行が取り消した入金です。', 'the bank cancelled this transfer.') : []),
  ];
}
