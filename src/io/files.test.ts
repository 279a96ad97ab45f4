import { createHash } from 'node:crypto';
import { mkdtemp, open, readdir, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { InvalidInput } from '../rules/refusal.ts';
import { downloadHeaders, safeName } from './download.ts';
import { FILE_LIMIT, FileStoreFull, type Files, openFolderFiles, UploadBroken } from './files.ts';

let folder = '';
let files: Files;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'akashi-files-'));
  files = await openFolderFiles(folder);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function* from(...parts: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield typeof part === 'string' ? new TextEncoder().encode(part) : part;
}

async function* megabytes(n: number): AsyncGenerator<Uint8Array> {
  const chunk = new Uint8Array(1024 * 1024).fill(7);
  for (let i = 0; i < n; i++) yield chunk;
}

const left = async () => (await readdir(folder, { recursive: true, withFileTypes: true })).filter((e) => e.isFile()).map((e) => e.name);

async function read(organisation: string, sha256: string): Promise<Buffer | undefined> {
  const file = await files.open(organisation, sha256);
  return file && Buffer.concat(await file.stream.toArray());
}

describe('keeping', () => {
  test('what was stored is read back byte for byte, after a restart too', async () => {
    const stored = await files.put('vendor-1', from('証跡', ' A'));
    expect(stored).toEqual({ sha256: createHash('sha256').update('証跡 A').digest('hex'), size: 8, type: 'text/plain' });
    files = await openFolderFiles(folder);
    expect((await read('vendor-1', stored.sha256))?.toString()).toBe('証跡 A');
    const file = await files.open('vendor-1', stored.sha256);
    file?.stream.destroy();
    expect(file?.size).toBe(8);
  });

  test('the same content twice is one file', async () => {
    const first = await files.put('vendor-1', from('x'));
    expect(await files.put('vendor-1', from('x'))).toEqual(first);
    expect(await left()).toEqual([first.sha256]);
  });

  test('an organisation cannot read or delete the same content of another', async () => {
    const { sha256 } = await files.put('vendor-1', from('secret'));
    expect(await read('vendor-2', sha256)).toBeUndefined();
    expect(await files.delete('vendor-2', sha256)).toBe(false);
    expect((await read('vendor-1', sha256))?.toString()).toBe('secret');
  });

  test('a deleted file is gone, and deleting it again says so', async () => {
    const { sha256 } = await files.put('vendor-1', from('x'));
    expect(await files.delete('vendor-1', sha256)).toBe(true);
    expect(await files.delete('vendor-1', sha256)).toBe(false);
    expect(await left()).toEqual([]);
  });

  test('a name that climbs out of the folder is refused', async () => {
    await expect(files.put('../elsewhere', from('x'))).rejects.toThrow(TypeError);
    await expect(files.open('.incoming', '0'.repeat(64))).rejects.toThrow(TypeError);
    expect(await files.open('vendor-1', '../../etc/passwd')).toBeUndefined();
    expect(await files.delete('vendor-1', '../x')).toBe(false);
  });
});

describe('refusing', () => {
  test('a 101 MB upload is refused with a clear error and leaves nothing', async () => {
    const refused = await files.put('vendor-1', megabytes(101)).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(InvalidInput);
    expect(refused instanceof InvalidInput && refused.problems[0]?.message.ja).toContain('100 MB');
    expect(await left()).toEqual([]);
  });

  test('exactly 100 MB is taken', async () => {
    expect((await files.put('vendor-1', megabytes(100))).size).toBe(FILE_LIMIT);
  });

  test('an upload that breaks leaves nothing', async () => {
    async function* breaking() {
      yield new Uint8Array(1000);
      throw new Error('connection reset');
    }
    await expect(files.put('vendor-1', breaking())).rejects.toThrow('connection reset');
    expect(await left()).toEqual([]);
  });

  test('an upload that was cut short without an error leaves nothing', async () => {
    await expect(files.put('vendor-1', from('half'), { complete: () => false })).rejects.toThrow(UploadBroken);
    expect(await left()).toEqual([]);
  });

  test('a full disk stores nothing and says so', async () => {
    const full = await openFolderFiles(folder, { create: () => open('/dev/full', 'w') });
    await expect(full.put('vendor-1', from('x'))).rejects.toThrow(FileStoreFull);
    expect(await left()).toEqual([]);
  });

  test('a disk that fills up at the sync stores nothing and says so', async () => {
    const full = await openFolderFiles(folder, {
      create: async (path) => {
        const file = await open(path, 'wx');
        file.sync = () => Promise.reject(Object.assign(new Error('no space left on device'), { code: 'ENOSPC' }));
        return file;
      },
    });
    await expect(full.put('vendor-1', from('x'))).rejects.toThrow(FileStoreFull);
    expect(await left()).toEqual([]);
  });

  test('what a killed process left half-written is swept at the next start, what another writes is not', async () => {
    const host = hostname().replaceAll('.', '-');
    await writeFile(join(folder, '.incoming', `${host}.999999999.aa.part`), 'half');
    await writeFile(join(folder, '.incoming', `${host}.${process.ppid}.bb.part`), 'at work');
    await openFolderFiles(folder);
    expect(await left()).toEqual([`${host}.${process.ppid}.bb.part`]);
  });

  test('a sweep spares the upload that runs meanwhile', async () => {
    async function* slow() {
      yield new Uint8Array(10);
      await openFolderFiles(folder);
      yield new Uint8Array(10);
    }
    expect((await files.put('vendor-1', slow())).size).toBe(20);
  });
});

describe('the type is told from the content', () => {
  const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==', 'base64');
  const cases: [string, string | Uint8Array, string][] = [
    ['a PNG', png, 'image/png'],
    ['a PDF', '%PDF-1.7\n%âãÏÓ\n', 'application/pdf'],
    ['Japanese text', '# 評価結果\r\n- 適合', 'text/plain'],
    ['text with a byte order mark', '\uFEFFあ', 'text/plain'],
    ['an empty file', '', 'text/plain'],
    ['bytes', Uint8Array.of(0, 1, 2, 250), 'application/octet-stream'],
    ['Shift_JIS', Uint8Array.of(0x8f, 0xd8, 0x8b, 0x92), 'application/octet-stream'],
    ['a page', '\n <!DOCTYPE html><p>', 'text/html'],
    ['a picture that can run script', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', 'image/svg+xml'],
    ['XML', '<?xml version="1.0"?><a/>', 'application/xml'],
    ['a shell script', '#!/bin/sh\nrm -r .', 'text/x-script'],
    ['an event handler', 'note: <img src=x onerror=alert(1)>', 'text/html'],
  ];
  test.each(cases)('%s', async (_, content, type) => {
    expect((await files.put('vendor-1', from(content))).type).toBe(type);
  });

  test('a character cut in two by the network is still text', async () => {
    const bytes = new TextEncoder().encode('証');
    expect((await files.put('vendor-1', from(bytes.subarray(0, 1), bytes.subarray(1)))).type).toBe('text/plain');
    expect((await files.put('vendor-1', from(bytes.subarray(0, 2)))).type).toBe('application/octet-stream');
  });
});

describe('script in an uploaded file', () => {
  const attacks = [
    '<script>fetch("/api")</script>',
    '<html><body onload=alert(1)>',
    '<svg onload="alert(1)" xmlns="http://www.w3.org/2000/svg"></svg>',
    'GIF89a/*<script>*/=alert(1)//',
    'plain notes, and then <iframe srcdoc="x">',
    '<?xml version="1.0"?><?xml-stylesheet href="javascript:alert(1)"?><a/>',
  ];
  test.each(attacks)('script in an uploaded file is saved and never shown: %s', async (content) => {
    const { type } = await files.put('vendor-1', from(content));
    const headers = downloadHeaders({ name: '証跡.pdf', type, inline: true });
    expect(headers['content-disposition']).toMatch(/^attachment;/);
    expect(headers['content-type']).not.toMatch(/html|svg|xml|script/);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['content-security-policy']).toContain('sandbox');
  });

  test('only PDF, PNG, JPEG and plain text are ever shown in the browser', () => {
    const shown = [
      'application/pdf',
      'image/png',
      'image/jpeg',
      'text/plain',
      'text/html',
      'image/svg+xml',
      'image/gif',
      'application/xml',
      'text/plain; x',
      'TEXT/HTML',
    ].filter((type) => downloadHeaders({ name: 'a', type, inline: true })['content-disposition']?.startsWith('inline'));
    expect(shown).toEqual(['application/pdf', 'image/png', 'image/jpeg', 'text/plain']);
    expect(downloadHeaders({ name: 'a', type: 'application/pdf' })['content-disposition']).toMatch(/^attachment/);
  });

  test('a file name cannot break out of its header, climb a path or turn itself around', () => {
    const header = downloadHeaders({ name: 'a"\r\nset-cookie: x=1', type: 'text/plain' })['content-disposition'] ?? '';
    expect(header).not.toMatch(/[\r\n]/);
    expect(header).toBe(`attachment; filename="aset-cookie x=1"; filename*=UTF-8''aset-cookie%20x%3D1`);
    expect(safeName('../../etc/passwd')).toBe('passwd');
    expect(safeName('C:\\x\\報告.pdf')).toBe('報告.pdf');
    expect(safeName('invoice\u202Efdp.exe')).toBe('invoicefdp.exe');
    expect(safeName('..')).toBe('file');
    expect(safeName(`${'長'.repeat(300)}.pdf`)).toBe(`${'長'.repeat(116)}.pdf`);
  });

  test('a Japanese name arrives whole (RFC 8187)', () => {
    const header = downloadHeaders({ name: "証跡 (1)'.pdf", type: 'application/pdf', size: 3 })['content-disposition'];
    expect(header).toBe(`attachment; filename="__ (1)'.pdf"; filename*=UTF-8''%E8%A8%BC%E8%B7%A1%20%281%29%27.pdf`);
  });
});
