import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { provider } from '../../examples/iot-cloud/business-items.ts';
import { type ExampleFile, files } from '../../examples/iot-cloud/evidence.ts';
import { documentPdf } from '../../src/io/render/pdf.ts';
import { day } from '../../src/rules/day.ts';
import { root } from '../bootstrap.mjs';
import { markdownDocument } from './markdown-document.ts';

const folder = join(root, 'examples', 'iot-cloud', 'evidence');

/** A paper of the example, ready to be uploaded. */
export interface Paper {
  readonly file: ExampleFile;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

async function printed(file: ExampleFile): Promise<Paper> {
  const source = await readFile(join(folder, file.source));
  if (!file.source.endsWith('.md')) return { file, bytes: Uint8Array.from(source) };
  const about = { author: file.origin?.contractor ?? provider.name, on: day('2026-10-05'), stamp: '見本' };
  return { file, bytes: Uint8Array.from(await documentPdf(markdownDocument(source.toString(), about))) };
}

/** Every paper of the cloud example: Markdown printed as PDF, tables of figures as they are. */
export async function examplePapers(): Promise<readonly Paper[]> {
  const papers: Paper[] = [];
  for (const file of files) papers.push(await printed(file));
  return papers;
}
