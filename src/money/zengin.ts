import { type Day, isDay } from '../rules/day.ts';

/** One incoming or outgoing line of a bank's record, before it is judged. */
export interface BankLine {
  readonly row: number;
  readonly isIncoming: boolean;
  /** As written; undefined when the record has none. */
  readonly receivedOn: Day | undefined;
  readonly amount: number | undefined;
  readonly payer: string;
  readonly note: string;
  /** The balance after it, where the bank writes one: tells equal transfers of a day apart. */
  readonly balance: string;
  readonly cancelled?: true;
}

/** Widths of the fields of a record of 200 characters, as the banks' association (zengin) lays them out. */
const HEADER = { '01': [1, 2, 1, 6, 6, 6, 4, 15, 3, 15, 1, 7, 40], '03': [1, 2, 1, 6, 6, 6, 4, 15, 3, 15, 3, 1, 10, 40] } as const;
const DATA = {
  '01': [1, 6, 6, 6, 10, 10, 10, 48, 15, 15, 1, 20],
  '03': [1, 8, 6, 6, 1, 2, 12, 12, 6, 6, 1, 7, 3, 10, 48, 15, 15, 20, 20],
} as const;
type Kind = keyof typeof DATA;

export interface ZenginStatement {
  readonly account: string;
  readonly lines: readonly BankLine[];
}

/**
 * Reads records of the banks' association: notices of incoming transfers (kind 01) and account statements (kind 03), comma
 * separated or 200 characters wide, with years of the Reiwa era. Undefined when the first record is no header of these kinds.
 */
export function readZengin(records: readonly { readonly row: number; readonly cells: readonly string[] }[]): ZenginStatement | undefined {
  const [first] = records;
  const kind = first && kindOf(first.cells);
  if (!first || !kind) return undefined;
  const header = fieldsOf(first.cells, HEADER[kind]);
  const [bank = '', branch = '', type = '', number = ''] =
    kind === '01' ? [header[7], header[9], header[10], header[11]] : [header[7], header[9], header[11], header[12]];
  const lines = records
    .filter(({ cells }) => cells[0]?.startsWith('2'))
    .map(({ row, cells }) => lineOf(kind, row, fieldsOf(cells, DATA[kind])));
  return { account: [bank, branch, accountType(type), number.replace(/^0+(?=\d{7})/, '')].filter(Boolean).join(' '), lines };
}

function kindOf(cells: readonly string[]): Kind | undefined {
  const code = cells.length === 1 ? (/^1(0[13])/.exec(cells[0] ?? '')?.[1] ?? '') : cells[0] === '1' ? (cells[1] ?? '') : '';
  return code === '01' || code === '03' ? code : undefined;
}

function fieldsOf(cells: readonly string[], widths: readonly number[]): readonly string[] {
  if (cells.length > 1) return cells.map((cell) => cell.trim());
  let at = 0;
  return widths.map((width) => {
    at += width;
    return (cells[0] ?? '').slice(at - width, at).trim();
  });
}

function lineOf(kind: Kind, row: number, fields: readonly string[]): BankLine {
  const said = (index: number) => fields[index] ?? '';
  if (kind === '01') {
    return {
      ...{ row, isIncoming: true, receivedOn: reiwa(said(2)), amount: whole(said(4)), payer: said(7), note: said(11), balance: said(1) },
      ...(said(10) === '1' ? { cancelled: true } : {}),
    };
  }
  return {
    ...{ row, isIncoming: said(4) === '1', receivedOn: reiwa(said(2)), amount: whole(said(6)), payer: said(14) },
    ...{ note: [said(17), said(18)].filter(Boolean).join(' '), balance: said(1) },
  };
}

const accountType = (code: string): string => ({ '1': '普通', '2': '当座' })[code] ?? code;
const whole = (digits: string): number | undefined => (/^\d{1,12}$/.test(digits) ? Number(digits) : undefined);

/** 081120 is 20 November of Reiwa 8, 2026. */
function reiwa(digits: string): Day | undefined {
  const found = /^(\d\d)(\d\d)(\d\d)$/.exec(digits);
  const day = found ? `${2018 + Number(found[1])}-${found[2]}-${found[3]}` : '';
  return isDay(day) ? day : undefined;
}
