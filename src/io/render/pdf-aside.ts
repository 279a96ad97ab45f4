import { Worker } from 'node:worker_threads';
import type { DocumentModel } from '../../rules/document.ts';
import { RuleRefused } from '../../rules/refusal.ts';
import { text } from '../../rules/text.ts';

/** Milliseconds that a document may take. */
const LIMIT = 120_000;
/** Two at a time, so that many long documents at once do not take the machine; the others wait their turn. */
const AT_ONCE = 2;
let running = 0;
const waiting: (() => void)[] = [];

/** The document as a PDF like `documentPdf`, set beside the server's own thread: for documents whose length the applicant decides. */
export async function documentPdfAside(model: DocumentModel): Promise<Buffer> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  else running++;
  try {
    return await inWorker(model);
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}

function inWorker(model: DocumentModel): Promise<Buffer> {
  const worker = new Worker(new URL('./pdf-worker.ts', import.meta.url), {
    workerData: model,
    env: {},
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 1024 },
  });
  return new Promise<Buffer>((resolve, reject) => {
    const timer = setTimeout(() => reject(tooLong()), LIMIT);
    const end = (settle: () => void) => {
      clearTimeout(timer);
      settle();
    };
    worker.once('message', (bytes: Uint8Array) => end(() => resolve(Buffer.from(bytes))));
    worker.once('error', (error) => end(() => reject(error)));
    worker.once('exit', () => end(() => reject(new Error('the worker ended without a document'))));
  }).finally(() => worker.terminate());
}

const tooLong = () =>
  new RuleRefused(
    'document-took-too-long',
    '',
    text('印刷用の書類の作成に時間がかかりすぎるため中止しました。', 'Setting the document took too long and was stopped.'),
  );
