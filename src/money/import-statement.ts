import type { Engine } from '../applications/index.ts';
import { readCsv } from '../io/workbook/csv.ts';
import { actorOf, assertMay, type Principal } from '../people/index.ts';
import type { JsonObject } from '../rules/json.ts';
import { InvalidInput } from '../rules/refusal.ts';
import { text } from '../rules/text.ts';
import { sha256 } from '../store/index.ts';
import { stored } from './commands.ts';
import { knownLines } from './list.ts';
import { decideReceive, paymentStream, receivedProblems } from './payment.ts';
import { type ChosenColumns, type IncomingLine, readStatement } from './statement.ts';

export const STATEMENT_LIMITS = { fileLimit: 5 * 1024 * 1024, files: 1 } as const;
/** New payments that one import may bring. */
const MOST_LINES = 2000;

export interface StatementFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The office's account; the file's own counts where it names one. */
  readonly account: string;
  readonly columns: ChosenColumns;
  /** Take the rows that can be read and leave the others, which are kept with the import. */
  readonly isPartly: boolean;
}

export interface ImportedStatement {
  readonly statement: string;
  readonly account: string;
  /** Payments that are new. */
  readonly payments: readonly string[];
  /** Lines that an earlier import brought already. */
  readonly known: number;
  readonly outgoing: number;
  /** Rows that were left out, with what was wrong. */
  readonly left: readonly { readonly path: string; readonly message: { readonly ja: string; readonly en: string } }[];
}

/**
 * Brings the incoming lines of a bank statement (CSV of UTF-8 or Shift_JIS) into the ledger. A line imported before is not a
 * payment again: lines are told by account, day, sum, payer, note and balance, and by how often the same stands in the file.
 * Refuses, with every row number, a file in which rows cannot be read, unless it is asked to leave them out.
 */
export async function importStatement(engine: Engine, person: Principal, key: string, file: StatementFile): Promise<ImportedStatement> {
  assertMay(person, 'money.keep');
  const cells = readCsv(file.bytes).rows.map(({ row, cells: read }) => ({ row, cells: read.map((cell) => String(cell.value ?? '')) }));
  const read = readStatement(cells, file.columns);
  const today = engine.clock.today();
  const account = (file.account || read.account || '').trim();
  if (account === '') throw problem('account', '入金口座を選んでください。', 'Choose the account to which the money came.');
  const late = read.lines.flatMap((line) =>
    receivedProblems({ ...line, account }, today).map((each) => ({
      path: `rows/${line.row}/${each.path}`,
      message: text(`${line.row}行目: ${each.message.ja}`, `Row ${line.row}: ${each.message.en}`),
    })),
  );
  const problems = [...read.problems, ...late];
  const isUnreadable = problems.some((each) => each.path === 'file');
  if (problems.length > 0 && (!file.isPartly || isUnreadable)) throw new InvalidInput(problems);
  const lines = numbered(read.lines.filter((line) => !late.some((each) => each.path.startsWith(`rows/${line.row}/`))));
  const hash = sha256(JSON.stringify([...file.bytes.slice(0, 64), file.bytes.length, lines.map((line) => line.same)]));
  const office = person.organisation.id;
  const request = { command: 'import-statement', office, hash, account, isPartly: file.isPartly };
  const { outcome } = await engine.store.command({ principal: person.person.id, key, request }, async (tx) => {
    await tx.lock(`statements:${office}`);
    const told = lines.map((line) => ({
      ...line,
      fingerprint: sha256([office, account.normalize('NFKC').replaceAll(/\s/g, ''), line.same].join('\n')),
    }));
    const before = await knownLines(
      tx.db,
      told.map((line) => line.fingerprint),
    );
    const fresh = told.filter((line) => !before.has(line.fingerprint));
    if (fresh.length > MOST_LINES)
      throw problem('file', `一度に取り込める入金は${MOST_LINES}件までです。`, `At most ${MOST_LINES} payments can be imported at once.`);
    const statement = engine.newId();
    const payments: string[] = [];
    for (const { row, receivedOn, amount, payer, note, fingerprint } of fresh) {
      const id = engine.newId();
      const event = decideReceive({ receivedOn, amount, payer, note, account }, office, today, { statement, row, fingerprint });
      await tx.append(paymentStream(id), 0, [stored(event, receivedOn)], actorOf(person));
      payments.push(id);
    }
    const left = problems.map(({ path, message }) => ({ path, message: { ...message } }));
    const outcome = { statement, account, payments, known: before.size, outgoing: read.outgoing, left };
    const imported = { type: 'StatementImported', data: { ...outcome, name: file.name, office } as unknown as JsonObject };
    await tx.append(`statement:${statement}`, 0, [{ ...imported, effectiveOn: today, editions: {} }], actorOf(person));
    return outcome;
  });
  return outcome;
}

/** Lines with what makes each of them itself: the second of two equal lines is another payment than the first. */
function numbered(lines: readonly IncomingLine[]): readonly (IncomingLine & { readonly same: string })[] {
  const seen = new Map<string, number>();
  return lines.map((line) => {
    const spelling = [line.receivedOn, line.amount, line.payer, line.note, line.balance].map((each) =>
      String(each).normalize('NFKC').trim(),
    );
    const is = JSON.stringify(spelling);
    const count = (seen.get(is) ?? 0) + 1;
    seen.set(is, count);
    return { ...line, same: `${is}#${count}` };
  });
}

const problem = (path: string, ja: string, en: string) => new InvalidInput([{ path, message: text(ja, en) }]);
