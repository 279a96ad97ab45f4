import { Worker } from 'node:worker_threads';
import { InvalidInput } from '../../rules/refusal.ts';
import { type Text, text } from '../../rules/text.ts';
import {
  type ReadWorkbook,
  WORKBOOK_LIMITS,
  type WorkbookFault,
  type WorkbookLimits,
  type WorkbookModel,
  type WorkerAnswer,
  type WorkerTask,
} from './model.ts';

/**
 * Reads an .xlsx in a thread of its own. Nothing in it is evaluated, fetched or followed; a formula cell is reported as one.
 * Refused with InvalidInput at path `file`: what is no workbook, is damaged or encrypted, or is over a limit.
 */
export async function readWorkbook(bytes: Uint8Array, limits: Partial<WorkbookLimits> = {}): Promise<ReadWorkbook> {
  const bounds = { ...WORKBOOK_LIMITS, ...limits };
  if (bytes.byteLength > bounds.bytes) throw refused({ fault: 'file-too-large' }, bounds);
  const answer = await run({ task: 'read', bytes, limits: bounds }, bounds.milliseconds);
  if ('fault' in answer) throw refused(answer, bounds);
  if (!('read' in answer)) throw new Error('the worker answered another question');
  return answer.read;
}

/** Writes an .xlsx (bytes) from a model: see WorkbookModel. */
export async function writeWorkbook(model: WorkbookModel): Promise<Uint8Array> {
  const answer = await run({ task: 'write', model }, 60_000);
  if (!('written' in answer)) throw new Error('a workbook of our own could not be written');
  return answer.written;
}

/** Two at a time, so that many large files at once do not take the machine; the others wait their turn. */
const AT_ONCE = 2;
let running = 0;
const waiting: (() => void)[] = [];

async function run(task: WorkerTask, milliseconds: number): Promise<WorkerAnswer> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  else running++;
  try {
    return await inWorker(task, milliseconds);
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}

function inWorker(task: WorkerTask, milliseconds: number): Promise<WorkerAnswer> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: task,
    // Neither the server's settings nor its start options are the file reader's business.
    env: {},
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 },
  });
  return new Promise<WorkerAnswer>((resolve, reject) => {
    const timer = setTimeout(() => resolve({ fault: 'took-too-long' }), milliseconds);
    const end = (settle: () => void) => {
      clearTimeout(timer);
      settle();
    };
    worker.once('message', (answer: WorkerAnswer) => end(() => resolve(answer)));
    worker.once('error', (error) => end(() => (isOutOfMemory(error) ? resolve({ fault: 'unpacks-too-large' }) : reject(error))));
    worker.once('exit', () => end(() => reject(new Error('the worker ended without an answer'))));
  }).finally(() => worker.terminate());
}

const isOutOfMemory = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';

function refused({ fault, at }: WorkbookFault, limits: WorkbookLimits): InvalidInput {
  const message = describe(fault, limits);
  const place = at === undefined ? '' : ` (${at})`;
  return new InvalidInput([{ path: 'file', message: text(message.ja + place, message.en + place) }]);
}

function describe(fault: WorkbookFault['fault'], limits: WorkbookLimits): Text {
  const megabytes = (bytes: number) => `${Math.round(bytes / 1024 / 1024)} MB`;
  const count = (n: number) => n.toLocaleString('en');
  switch (fault) {
    case 'not-a-workbook':
      return text('Excel ブック(.xlsx)ではありません。', 'This is not an Excel workbook (.xlsx).');
    case 'damaged':
      return text(
        'ファイルが壊れているため読み取れません。Excel で開いて保存し直してください。',
        'The file is damaged and cannot be read. Please open it in Excel and save it again.',
      );
    case 'encrypted':
      return text(
        'パスワード付き、または古い形式(.xls)のファイルは読み取れません。パスワードを外し、.xlsx 形式で保存してください。',
        'Files with a password or in the old format (.xls) cannot be read. Please remove the password and save as .xlsx.',
      );
    case 'file-too-large':
      return text(
        `ファイルが大きすぎます。上限は ${megabytes(limits.bytes)} です。`,
        `The file is too large: the limit is ${megabytes(limits.bytes)}.`,
      );
    case 'unpacks-too-large':
      return text(
        'ファイルの中身が大きすぎるため、読み取りを中止しました。',
        'The contents of the file are too large; reading was stopped.',
      );
    case 'too-many-sheets':
      return text(
        `シートが多すぎます。上限は ${count(limits.sheets)} です。`,
        `There are too many sheets: the limit is ${count(limits.sheets)}.`,
      );
    case 'too-many-rows':
      return text(`行が多すぎます。上限は ${count(limits.rows)} 行です。`, `There are too many rows: the limit is ${count(limits.rows)}.`);
    case 'too-many-columns':
      return text(
        `列が多すぎます。上限は ${count(limits.columns)} 列です。`,
        `There are too many columns: the limit is ${count(limits.columns)}.`,
      );
    case 'too-many-cells':
      return text(
        `入力されたセルが多すぎます。上限は ${count(limits.cells)} です。`,
        `There are too many filled cells: the limit is ${count(limits.cells)}.`,
      );
    case 'cell-too-long':
      return text(
        `セルの文字が多すぎます。上限は ${count(limits.cellLength)} 文字です。`,
        `A cell is too long: the limit is ${count(limits.cellLength)} characters.`,
      );
    case 'took-too-long':
      return text('読み取りに時間がかかりすぎるため中止しました。', 'Reading took too long and was stopped.');
    default:
      return fault satisfies never;
  }
}
