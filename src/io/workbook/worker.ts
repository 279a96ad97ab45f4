import { parentPort, workerData } from 'node:worker_threads';
import type { WorkerAnswer, WorkerTask } from './model.ts';
import { readSheets } from './read-sheets.ts';
import { writeSheets } from './write-sheets.ts';

// A worker does one task and ends: nothing of one person's file is left for the next.
const task: WorkerTask = workerData;
const answer: WorkerAnswer = task.task === 'write' ? { written: await writeSheets(task.model) } : await read(task);
parentPort?.postMessage(answer);

async function read(reading: Extract<WorkerTask, { task: 'read' }>): Promise<WorkerAnswer> {
  const result = await readSheets(reading.bytes, reading.limits);
  return 'fault' in result ? result : { read: result };
}
