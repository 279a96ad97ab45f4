import { parentPort, workerData } from 'node:worker_threads';
import type { DocumentModel } from '../../rules/document.ts';
import { documentPdf } from './pdf.ts';

/** One document, set in a thread of its own: a form of a hundred long answers takes longer than a server may stand still. */
parentPort?.postMessage(await documentPdf(workerData as DocumentModel));
