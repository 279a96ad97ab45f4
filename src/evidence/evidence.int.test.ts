import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BellServer, formWith, type Someone, startBellServer } from '../../test/bell-server.ts';
import { engines } from '../../test/empty-store.ts';

for (const { name: engine, available } of engines)
  describe.skipIf(!available)(`on ${engine}`, () => {
    let server: BellServer;
    let hanako: Someone; // responsible at demo-camera
    let taro: Someone; // editor at demo-camera
    let misaki: Someone; // responsible at demo-sensor
    let officer: Someone;

    beforeAll(async () => {
      server = await startBellServer({ engine });
      [hanako, taro, misaki, officer] = await Promise.all([
        server.as('demo-hanako'),
        server.as('demo-taro'),
        server.as('demo-misaki'),
        server.as('demo-sato'),
      ]);
    });
    afterAll(() => server.close());

    interface FileAnswer {
      readonly id: string;
      readonly name: string;
      readonly type: string;
      readonly size: number;
      readonly sha256: string;
      readonly usedIn: readonly {
        readonly label: { readonly ja: string };
        readonly place: string;
        readonly standing: string;
        readonly attestation?: string;
      }[];
      readonly erasable: boolean;
    }
    const json = async <T>(response: Response | Promise<Response>): Promise<T> => (await (await response).json()) as T;
    const upload = (who: Someone, ...files: Parameters<typeof formWith>[1][]) =>
      who.send('POST', '/api/v1/evidence', formWith({}, ...files));
    const uploaded = async (who: Someone, name: string, content: string | Uint8Array<ArrayBuffer>): Promise<FileAnswer> => {
      const { files } = await json<{ files: FileAnswer[] }>(upload(who, { name, content }));
      const [file] = files;
      if (!file) throw new Error('nothing was uploaded');
      return file;
    };
    const onDisk = async () =>
      (await readdir(join(server.dataDir, 'files'), { recursive: true, withFileTypes: true }))
        .filter((entry) => entry.isFile())
        .map((entry) => entry.name)
        .sort();
    const rows = () => server.store.db.selectFrom('files').selectAll().execute();

    describe('bringing files in', () => {
      test('several files in one form are kept byte for byte, typed by their content, with their SHA-256', async () => {
        const response = await upload(
          hanako,
          { name: '設計書.txt', content: '暗号化の設計' },
          { name: '写真.jpg', content: '%PDF-1.7\nnot a photo' },
        );
        expect(response.status).toBe(201);
        const { files } = await json<{ files: FileAnswer[] }>(response);
        expect(files.map(({ name, type }) => [name, type])).toEqual([
          ['設計書.txt', 'text/plain'],
          ['写真.jpg', 'application/pdf'],
        ]);
        expect(files[0]?.sha256).toBe(createHash('sha256').update('暗号化の設計').digest('hex'));
        const content = await taro.fetch(`/api/v1/evidence/${files[0]?.id}/content`);
        expect(await content.text()).toBe('暗号化の設計');
        expect(content.headers.get('content-disposition')).toContain("filename*=UTF-8''%E8%A8%AD");
      });

      test('the history says who brought in which content, and never the name, which can be erased', async () => {
        const file = await uploaded(taro, '取引先の名前.txt', 'history');
        const [event] = await server.store.read(`evidence:${file.id}`);
        expect(event).toMatchObject({
          type: 'EvidenceUploaded',
          data: { sha256: file.sha256, size: 7, type: 'text/plain' },
          actor: { person: 'demo-taro', organisation: 'demo-camera' },
        });
        const kept = JSON.stringify([
          await server.store.db.selectFrom('events').selectAll().execute(),
          await server.store.db.selectFrom('commands').selectAll().execute(),
        ]);
        expect(kept).not.toContain('取引先の名前');
      });

      test('the same upload sent twice is one act', async () => {
        const send = () =>
          hanako.send('POST', '/api/v1/evidence', formWith({}, { name: 'twice.txt', content: 'twice' }), {
            'idempotency-key': 'one-and-the-same',
          });
        const [first, second] = [await json<{ files: FileAnswer[] }>(send()), await json<{ files: FileAnswer[] }>(send())];
        expect(second).toEqual(first);
        const other = await hanako.send('POST', '/api/v1/evidence', formWith({}, { name: 'other.txt', content: 'other' }), {
          'idempotency-key': 'one-and-the-same',
        });
        expect(other.status).toBe(422);
        expect((await rows()).filter((row) => row.name === 'other.txt')).toEqual([]);
        expect(await onDisk()).not.toContain(createHash('sha256').update('other').digest('hex'));
      });

      test('a 101 MB upload is refused in words of both languages, and nothing of the whole form is left', async () => {
        const before = [await onDisk(), (await rows()).length];
        const large = new Uint8Array(101 * 1024 * 1024).fill(7);
        for (const [lang, words] of [
          ['ja', '上限は 100 MB'],
          ['en', 'the limit is 100 MB'],
        ] as const) {
          const response = await hanako.send(
            'POST',
            `/api/v1/evidence?lang=${lang}`,
            formWith({}, { name: 'small.txt', content: `first ${lang}` }, { name: 'large.bin', content: large }),
          );
          expect(response.status).toBe(422);
          const problem = await json<{ errors: { message: string }[] }>(response);
          expect(problem.errors[0]?.message).toContain(words);
          expect(problem.errors[0]?.message).toContain('large.bin');
        }
        expect([await onDisk(), (await rows()).length]).toEqual(before);
      });

      test('exactly 100 MB is taken', async () => {
        const file = await uploaded(hanako, 'exact.bin', new Uint8Array(100 * 1024 * 1024));
        expect(file.size).toBe(100 * 1024 * 1024);
        expect((await hanako.send('DELETE', `/api/v1/evidence/${file.id}`)).status).toBe(200);
        expect(await onDisk()).not.toContain(file.sha256);
      });

      test('an upload that breaks leaves nothing', async () => {
        const before = [await onDisk(), (await rows()).length];
        await new Promise<void>((resolve) => {
          const sending = httpRequest(`${server.address}/api/v1/evidence`, {
            method: 'POST',
            headers: {
              cookie: hanako.cookie,
              'x-akashi-csrf': hanako.csrf,
              'idempotency-key': 'broken-upload',
              'content-type': 'multipart/form-data; boundary=x',
              'content-length': 10_000_000,
            },
          });
          sending.on('error', () => resolve());
          sending.write('--x\r\ncontent-disposition: form-data; name="file"; filename="whole.txt"\r\n\r\nwhole\r\n');
          sending.write('--x\r\ncontent-disposition: form-data; name="file"; filename="half.bin"\r\n\r\n');
          sending.write(Buffer.alloc(1_000_000, 'h'), () => setTimeout(() => sending.destroy(), 300));
        });
        await expect.poll(async () => [await onDisk(), (await rows()).length]).toEqual(before);
      });

      test('a form that ends in the middle is told so, and leaves nothing', async () => {
        const before = [await onDisk(), (await rows()).length];
        const response = await hanako.fetch('/api/v1/evidence', {
          method: 'POST',
          headers: {
            'x-akashi-csrf': hanako.csrf,
            'idempotency-key': 'ends-in-the-middle',
            'content-type': 'multipart/form-data; boundary=x',
          },
          body: '--x\r\ncontent-disposition: form-data; name="file"; filename="half.txt"\r\n\r\nhalf of it',
        });
        expect(response.status).toBe(400);
        expect([await onDisk(), (await rows()).length]).toEqual(before);
      });

      test('an empty file and a form without a file are refused', async () => {
        expect((await upload(hanako, { name: 'empty.txt', content: '' })).status).toBe(422);
        expect((await upload(hanako)).status).toBe(422);
      });

      test('the page takes the same form without JavaScript, and refuses one without the anti-forgery token', async () => {
        const forged = await hanako.fetch('/ja/evidence', {
          method: 'POST',
          body: formWith({}, { name: 'forged.txt', content: 'forged' }),
        });
        expect(forged.status).toBe(403);
        expect((await rows()).some((row) => row.name === 'forged.txt')).toBe(false);
        const sent = await hanako.fetch('/ja/evidence', {
          method: 'POST',
          body: formWith({ _csrf: hanako.csrf, _key: 'page-upload-1' }, { name: 'ページから.txt', content: 'by page' }),
        });
        expect([sent.status, sent.headers.get('location')]).toEqual([303, '/ja/evidence?entered=1']);
        const page = await (await hanako.fetch('/ja/evidence')).text();
        expect(page).toContain('ページから.txt');
        expect(page).toContain(createHash('sha256').update('by page').digest('hex'));
        const nothing = await hanako.fetch('/en/evidence', {
          method: 'POST',
          body: formWith({ _csrf: hanako.csrf, _key: 'page-upload-2' }),
        });
        expect(nothing.status).toBe(422);
        expect(await nothing.text()).toContain('Choose a file.');
      });
    });

    describe('whose it is', () => {
      test('foreign key of another organisation accepted: its file reads exactly like one that does not exist', async () => {
        const file = await uploaded(hanako, '秘密.txt', 'secret of camera');
        const missing = '01900000-0000-7000-8000-000000000000';
        for (const path of ['', '/content']) {
          const foreign = await json<Record<string, unknown>>(misaki.fetch(`/api/v1/evidence/${file.id}${path}`));
          const none = await json<Record<string, unknown>>(misaki.fetch(`/api/v1/evidence/${missing}${path}`));
          expect(foreign.status).toBe(404);
          expect({ ...foreign, request: '' }).toEqual({ ...none, request: '' });
        }
        expect((await misaki.send('DELETE', `/api/v1/evidence/${file.id}`)).status).toBe(404);
        expect((await misaki.fetch(`/ja/evidence/${file.id}`)).status).toBe(404);
        expect(await (await misaki.fetch('/api/v1/evidence')).text()).not.toContain(file.id);
        expect((await hanako.fetch(`/api/v1/evidence/${file.id}`)).status).toBe(200);
      });

      test('foreign key of another organisation accepted: a pointer to its file is found exactly like one to no file', async () => {
        const file = await uploaded(hanako, 'pointed.txt', 'pointed at from outside');
        const { id } = await json<{ id: string }>(
          misaki.send('POST', '/api/v1/applications', { scheme: 'bicycle-bell', level: '1', scope: {} }),
        );
        const findingsFor = async (document: string, base: number) => {
          await misaki.send('PUT', `/api/v1/applications/${id}/fields`, {
            changes: [{ path: 'answers/R1.1-01/evidence', value: [{ document, place: 'p. 1' }], base }],
          });
          const { findings } = await json<{ findings: { path: string; code: string }[] }>(
            misaki.fetch(`/api/v1/applications/${id}/findings`),
          );
          return findings.filter((finding) => finding.path.startsWith('answers/R1.1-01'));
        };
        await misaki.send('PUT', `/api/v1/applications/${id}/fields`, {
          changes: [{ path: 'answers/R1.1-01/verdict', value: 'conforms', base: 0 }],
        });
        const foreign = await findingsFor(file.id, 0);
        expect(foreign.map((finding) => finding.code)).toContain('evidence-is-ours');
        expect(foreign).toEqual(await findingsFor('01900000-0000-7000-8000-000000000000', 1));
      });

      test('overwriting another’s record: the same bytes of two organisations are two files, and erasing one leaves the other', async () => {
        const [ours, theirs] = [await uploaded(hanako, 'same.txt', 'the same bytes'), await uploaded(misaki, 'same.txt', 'the same bytes')];
        expect(theirs.id).not.toBe(ours.id);
        expect((await misaki.send('DELETE', `/api/v1/evidence/${theirs.id}`)).status).toBe(200);
        expect(await (await hanako.fetch(`/api/v1/evidence/${ours.id}/content`)).text()).toBe('the same bytes');
      });

      test('L-3.4-10 the vault is closed to the office by every address', async () => {
        const file = await uploaded(hanako, 'closed.txt', 'closed to the office');
        for (const path of [
          '/api/v1/evidence',
          `/api/v1/evidence/${file.id}`,
          `/api/v1/evidence/${file.id}/content`,
          '/ja/evidence',
          `/ja/evidence/${file.id}`,
          `/ja/evidence/${file.id}/content`,
          `/en/evidence/${file.id}/content`,
        ]) {
          const response = await officer.fetch(path);
          expect([path, response.status]).toEqual([path, 403]);
          expect(await response.text()).not.toContain('closed');
        }
        expect((await upload(officer, { name: 'x.txt', content: 'x' })).status).toBe(403);
        expect((await officer.send('DELETE', `/api/v1/evidence/${file.id}`)).status).toBe(403);
        expect((await fetch(`${server.address}/api/v1/evidence/${file.id}/content`)).status).toBe(401);
      });
    });

    test.each([
      ['HTML', 'page.pdf', '<html><script>alert(1)</script></html>'],
      ['SVG', 'picture.png', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
      ['a script', 'notes.txt', '#!/bin/sh\nrm -rf x'],
      ['HTML after 40 KB of text', 'long.txt', `${'a'.repeat(40_000)}<script>alert(1)</script>`],
    ])('script in an uploaded file: %s leaves as bytes to be saved, whatever it is called', async (_, name, content) => {
      const file = await uploaded(hanako, name, content);
      for (const path of [`/api/v1/evidence/${file.id}/content`, `/ja/evidence/${file.id}/content?inline=1`]) {
        const response = await hanako.fetch(path);
        expect(response.headers.get('content-type')).toBe('application/octet-stream');
        expect(response.headers.get('content-disposition')).toMatch(/^attachment;/);
        expect(response.headers.get('x-content-type-options')).toBe('nosniff');
        expect(response.headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
        await response.arrayBuffer();
      }
    });

    test('a name made to be markup is shown as text', async () => {
      const file = await uploaded(hanako, '"onmouseover="alert(1)&lt;b&gt;.txt', 'x');
      const page = await (await hanako.fetch(`/ja/evidence/${file.id}`)).text();
      expect(page).not.toContain('"onmouseover="');
    });

    describe('where it is used, and what is kept', () => {
      test('L-3.5-5 a file is kept while something submitted or in force points to it, and can be erased when nothing does', async () => {
        const [used, unused] = [await uploaded(hanako, '試験結果.txt', 'ring ring'), await uploaded(hanako, '下書き.txt', 'not used')];
        const { id } = await json<{ id: string }>(
          hanako.send('POST', '/api/v1/applications', { scheme: 'bicycle-bell', level: '1', scope: {} }),
        );
        const answer = (criterion: string) => [
          { path: `answers/${criterion}/verdict`, value: 'conforms', base: 0 },
          { path: `answers/${criterion}/method`, value: 'device', base: 0 },
          { path: `answers/${criterion}/evidence`, value: [{ document: used.id, place: '3頁' }], base: 0 },
        ];
        await hanako.send('PUT', `/api/v1/applications/${id}/fields`, {
          changes: [{ path: 'name', value: 'チリン', base: 0 }, ...answer('R1.1-01'), ...answer('R1.1-02')],
        });
        const see = () => json<FileAnswer>(hanako.fetch(`/api/v1/evidence/${used.id}`));
        expect((await see()).usedIn.map(({ standing, place, label }) => [standing, place, label.ja])).toEqual([
          ['draft', '3頁', 'R1.1-01 よく聞こえる'],
          ['draft', '3頁', 'R1.1-02 片手で鳴らせる'],
        ]);
        expect((await see()).erasable).toBe(true);

        const move = async (who: Someone, name: string) => {
          const its = await json<{ version: number; hash: string }>(who.fetch(`/api/v1/applications/${id}`));
          const response = await who.send(
            'POST',
            `/api/v1/applications/${id}/moves/${name}`,
            { hash: its.hash },
            { 'if-match': `"${its.version}"` },
          );
          expect([name, response.status, response.ok ? '' : await response.text()]).toEqual([name, 200, '']);
        };
        await move(hanako, 'submit');
        expect((await see()).usedIn.map(({ standing }) => standing)).toEqual(['submitted', 'submitted']);
        const refused = await hanako.send('DELETE', `/api/v1/evidence/${used.id}?lang=ja`);
        const problem = await json<{ status: number; clause: string; code: string; errors: { message: string }[] }>(refused);
        expect(problem).toMatchObject({ status: 409, clause: 'B-3', code: 'evidence-in-use' });
        expect(problem.errors.map((error) => error.message)).toEqual([
          '提出済みの申請「チリン」の「R1.1-01 よく聞こえる」(3頁)',
          '提出済みの申請「チリン」の「R1.1-02 片手で鳴らせる」(3頁)',
        ]);

        await move(officer, 'grant');
        expect((await see()).usedIn[0]).toMatchObject({ standing: 'in-force', attestation: 'BELL-0001' });
        expect((await hanako.send('DELETE', `/api/v1/evidence/${used.id}`)).ok).toBe(false);
        expect(await (await hanako.fetch(`/api/v1/evidence/${used.id}/content`)).text()).toBe('ring ring');
        expect(await (await hanako.fetch(`/ja/evidence/${used.id}`)).text()).toContain('B-3');

        expect(await (await hanako.fetch('/ja/evidence?show=unused')).text()).toContain('下書き.txt');
        const erased = await hanako.fetch(`/ja/evidence/${unused.id}/erase`, {
          method: 'POST',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: new URLSearchParams({ _csrf: hanako.csrf, _key: 'erase-unused-1' }),
        });
        expect(erased.headers.get('location')).toBe('/ja/evidence?erased=yes');
        expect((await hanako.fetch(`/api/v1/evidence/${unused.id}`)).status).toBe(404);
        expect(await onDisk()).not.toContain(unused.sha256);
        expect((await rows()).find((row) => row.id === unused.id)?.name).toBe('');
        expect((await server.store.read(`evidence:${unused.id}`)).map((event) => event.type)).toEqual([
          'EvidenceUploaded',
          'EvidenceErased',
        ]);

        server.clock.set(new Date('2028-11-23T00:00:00Z'));
        hanako = await server.as('demo-hanako');
        expect((await see()).usedIn[0]).toMatchObject({ standing: 'past' });
        expect((await hanako.send('DELETE', `/api/v1/evidence/${used.id}`)).status).toBe(200);
        server.clock.set(new Date('2026-11-22T00:00:00Z'));
        hanako = await server.as('demo-hanako');
      });
    });
  });
