import { deflateRawSync } from 'node:zlib';
import { Workbook } from '@cj-tech-master/excelts';
import { describe, expect, test } from 'vitest';
import { InvalidInput } from '../../rules/refusal.ts';
import type { WorkbookLimits, WorkbookModel } from './model.ts';
import { readWorkbook, writeWorkbook } from './workbook.ts';
import { packStored, unpackZip } from './zip.ts';

const LIMITS = { entries: 2000, entryBytes: 1 << 26, totalBytes: 1 << 26, ratio: 200, ratioFrom: 1 << 22 };

const checklist: WorkbookModel = {
  metadata: { edition: 'common-1/2025-09', hash: 'ab12' },
  sheets: [
    {
      name: '適合性チェックリスト',
      widths: [12, 60, 16, 40],
      frozenRows: 2,
      protected: true,
      rows: [
        [{ value: '適合性チェックリスト', style: 'title', span: 4 }],
        ['ID', '適合基準', '判定', '理由'].map((value) => ({ value, style: 'header' as const })),
        [
          'S1.1-01',
          '𠮷野・髙﨑・葛󠄀城 — 既定のパスワード',
          { style: 'answer', choices: ['適合', '不適合', '該当なし, 理由あり'], name: 'verdict.S1.1.01', value: '適合' },
          { style: 'answer', value: '=1+1', prompt: '理由' },
        ],
        [
          'S1.1-02',
          'x',
          { style: 'answer', choices: ['適合', '不適合', '該当なし, 理由あり'], name: 'verdict.S1.1.02' },
          { style: 'answer', value: '2026-11-22' },
        ],
        [1.5, true, null, -3],
      ],
    },
  ],
};

async function reason(bytes: Uint8Array, limits?: Partial<WorkbookLimits>): Promise<string> {
  const refused = await readWorkbook(bytes, limits).catch((error: unknown) => error);
  if (refused instanceof InvalidInput) return refused.problems[0]?.message.en ?? '';
  if (refused instanceof Error) throw refused;
  return 'taken';
}

/** A workbook as another program writes it. */
async function foreign(fill: (workbook: Workbook) => void): Promise<Uint8Array> {
  const workbook = new Workbook();
  fill(workbook);
  return workbook.xlsx.writeBuffer();
}

async function withPart(name: string, content: string): Promise<Uint8Array> {
  const entries = unpackZip(await writeWorkbook(checklist), LIMITS);
  if (typeof entries === 'string') throw new Error(entries);
  return packStored([...entries.filter((entry) => entry.name !== name), { name, bytes: Buffer.from(content) }]);
}

describe('our own workbook', () => {
  test('comes back as it was written, Japanese and rare characters whole', async () => {
    const read = await readWorkbook(await writeWorkbook(checklist));
    const sheet = read.sheets[0];
    expect(read.sheets.map((s) => s.name)).toEqual(['適合性チェックリスト']);
    expect(sheet?.cells.get('B3')?.value).toBe('𠮷野・髙﨑・葛󠄀城 — 既定のパスワード');
    expect(sheet?.rows.at(-1)).toEqual({ row: 5, cells: [{ value: 1.5 }, { value: true }, { value: null }, { value: -3 }] });
    expect(sheet?.cells.has('C4')).toBe(false);
    expect(Object.fromEntries(read.metadata)).toEqual(checklist.metadata);
    expect(read.names.get('verdict.S1.1.02')).toEqual({ sheet: '適合性チェックリスト', address: 'C4' });
  });

  test('a text that looks like a formula or a date stays a text', async () => {
    const cells = (await readWorkbook(await writeWorkbook(checklist))).sheets[0]?.cells;
    expect(cells?.get('D3')).toEqual({ value: '=1+1' });
    expect(cells?.get('D4')).toEqual({ value: '2026-11-22' });
  });

  test('only answers can be changed, from a list, under a header that stays in view', async () => {
    const workbook = new Workbook();
    await workbook.xlsx.load(await writeWorkbook(checklist));
    const sheet = workbook.worksheets[0];
    expect(sheet?.getCell('C3').protection?.locked).toBe(false);
    expect(sheet?.getCell('B3').protection?.locked).not.toBe(false);
    expect(sheet?.sheetProtection).toMatchObject({ sheet: true });
    expect(sheet?.views[0]).toMatchObject({ state: 'frozen', ySplit: 2 });
    expect(sheet?.getColumn(2).width).toBe(60);
    expect(sheet?.getCell('C3').dataValidation).toMatchObject({ type: 'list', formulae: ["'_choices'!$A$1:$A$3"] });
    expect(workbook.getWorksheet('_choices')?.getCell('A3').value).toBe('該当なし, 理由あり');
    expect(workbook.worksheets.map((s) => s.state)).toEqual(['visible', 'veryHidden', 'veryHidden']);
  });
});

describe('a workbook of another', () => {
  test('a formula cell is reported as one and never evaluated', async () => {
    const bytes = await foreign((workbook) => {
      const sheet = workbook.addWorksheet('a');
      sheet.getCell('A1').value = { formula: 'WEBSERVICE("http://x")', result: '適合' };
      sheet.getCell('A2').value = { formula: '1+1' };
    });
    const cells = (await readWorkbook(bytes)).sheets[0]?.cells;
    expect(cells?.get('A1')).toEqual({ value: '適合', formula: 'WEBSERVICE("http://x")' });
    expect(cells?.get('A2')).toMatchObject({ formula: '1+1' });
    expect(cells?.get('A2')?.value).not.toBe(2);
  });

  test('days, rich text, links, merged and hidden cells are plain values', async () => {
    const bytes = await foreign((workbook) => {
      const sheet = workbook.addWorksheet('a');
      sheet.getCell('A1').value = new Date(Date.UTC(2026, 10, 22));
      sheet.getCell('A2').value = { richText: [{ text: '適' }, { font: { bold: true }, text: '合' }] };
      sheet.getCell('A3').value = { text: 'link', hyperlink: 'http://x' };
      sheet.getCell('A4').value = 'wide';
      sheet.mergeCells('A4:C5');
      sheet.getCell('A6').value = { error: '#N/A' };
      workbook.addWorksheet('b', { state: 'hidden' }).getCell('A1').value = 1;
    });
    const [a, b] = (await readWorkbook(bytes)).sheets;
    expect([...(a?.cells ?? [])].map(([at, cell]) => `${at}=${cell.value}`)).toEqual([
      'A1=2026-11-22',
      'A2=適合',
      'A3=link',
      'A4=wide',
      'A6=#N/A',
    ]);
    expect(b?.hidden).toBe(true);
  });

  test('the reading aids that Japanese Excel keeps beside a name are not part of it', async () => {
    const bytes = await withPart(
      'xl/sharedStrings.xml',
      `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${'<si><t>証跡</t><rPh sb="0" eb="2"><t>ショウセキ</t></rPh><phoneticPr fontId="1"/></si>'.repeat(50)}</sst>`,
    );
    expect((await readWorkbook(bytes)).sheets[0]?.cells.get('A1')?.value).toBe('証跡');
  });

  test('cells as a simple program writes them, without shared strings or addresses, are read', async () => {
    const cells =
      '<row><c t="inlineStr"><is><t>型番</t></is></c><c><v>1.5</v></c></row><row r="3"><c r="B3" t="str"><f>A1&amp;"x"</f><v>型番x</v></c><c r="C3" t="b"><v>1</v></c></row>';
    const bytes = await withPart(
      'xl/worksheets/sheet1.xml',
      `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${cells}</sheetData></worksheet>`,
    );
    expect(Object.fromEntries((await readWorkbook(bytes)).sheets[0]?.cells ?? [])).toEqual({
      A1: { value: '型番' },
      B1: { value: 1.5 },
      B3: { value: '型番x', formula: 'A1&"x"' },
      C3: { value: true },
    });
  });

  test('links to other workbooks and pictures are not looked at', async () => {
    const bytes = await withPart('xl/externalLinks/externalLink1.xml', '<broken');
    expect(await reason(bytes)).toBe('taken');
  });
});

describe('bad input', () => {
  const bomb = (bytes: number, lie: number | undefined) => {
    const plain = Buffer.alloc(bytes, 0x20);
    const packed = deflateRawSync(plain);
    const archive = Buffer.from(packStored([{ name: 'xl/workbook.xml', bytes: packed }]));
    const listing = archive.indexOf(Buffer.from('504b0102', 'hex'));
    for (const [at, size] of [
      [8, 22],
      [listing + 10, listing + 24],
    ] as const) {
      archive.writeUInt16LE(8, at);
      archive.writeUInt32LE(lie ?? bytes, size);
    }
    return archive;
  };

  test('a zip bomb is refused before it is unpacked', async () => {
    const archive = bomb(60 * 1024 * 1024, undefined);
    expect(archive.length).toBeLessThan(100_000);
    expect(await reason(archive)).toContain('too large');
  });

  test('a zip bomb that lies about its size stops at the size it gave', async () => {
    expect(await reason(bomb(60 * 1024 * 1024, 1000))).toContain('damaged');
  });

  test('a zip bomb whose entries share their bytes is refused', async () => {
    const archive = Buffer.from(
      packStored([
        { name: 'xl/workbook.xml', bytes: Buffer.alloc(100) },
        { name: 'b', bytes: Buffer.alloc(100) },
      ]),
    );
    archive.writeUInt32LE(0, archive.lastIndexOf(Buffer.from('504b0102', 'hex')) + 42);
    expect(unpackZip(archive, LIMITS)).toBe('damaged');
  });

  test('a zip bomb of very many entries is refused', () => {
    expect(unpackZip(packStored(Array.from({ length: 2001 }, (_, i) => ({ name: `${i}`, bytes: new Uint8Array() }))), LIMITS)).toBe(
      'too-many-entries',
    );
  });

  test('entities that would swell are refused', async () => {
    expect(
      await reason(
        await withPart('xl/sharedStrings.xml', '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><sst><si><t>&b;</t></si></sst>'),
      ),
    ).toContain('damaged');
  });

  test('a truncated workbook is refused at whatever byte it ends', async () => {
    const whole = await writeWorkbook(checklist);
    for (const part of [0.1, 0.5, 0.9, 0.999]) {
      expect(await reason(whole.subarray(0, Math.floor(whole.length * part)))).toContain('damaged');
    }
  });

  test('a flipped byte is noticed', async () => {
    const whole = await writeWorkbook(checklist);
    expect(await reason(whole.with(60, (whole[60] ?? 0) ^ 0xff))).toContain('damaged');
  });

  test('what is not a workbook is refused', async () => {
    expect(await reason(new Uint8Array())).toContain('not an Excel workbook');
    expect(await reason(Buffer.from('型番,名称\nA,B\n'.repeat(10)))).toContain('not an Excel workbook');
    expect(await reason(packStored([{ name: 'word/document.xml', bytes: Buffer.from('<a/>') }]))).toContain('not an Excel workbook');
    expect(await reason(Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(100)]))).toContain('password');
  });

  test('broken XML inside is refused', async () => {
    expect(await reason(await withPart('xl/workbook.xml', '<workbook><sheets>'))).not.toBe('taken');
    expect(await reason(await withPart('xl/worksheets/sheet1.xml', '<worksheet><sheetData><row r="1"><c'))).not.toBe('taken');
  });

  test('each limit is refused with its number', async () => {
    const bytes = await writeWorkbook(checklist);
    expect(await reason(bytes, { bytes: 100 })).toContain('file is too large');
    expect(await reason(bytes, { sheets: 1 })).toContain('limit is 1');
    expect(await reason(bytes, { rows: 2 })).toContain('too many rows: the limit is 2. (適合性チェックリスト)');
    expect(await reason(bytes, { columns: 2 })).toContain('too many columns');
    expect(await reason(bytes, { cells: 5 })).toContain('too many filled cells');
    expect(await reason(bytes, { cellLength: 10 })).toContain('B3');
    expect(await reason(bytes, { unpackedBytes: 100 })).toContain('contents of the file are too large');
    expect(await reason(bytes, { milliseconds: 1 })).toContain('too long');
  });

  test('a row far down that holds nothing does not count, one that holds something does', async () => {
    const at = (row: number, value: string | null) =>
      foreign((workbook) => {
        const sheet = workbook.addWorksheet('a');
        sheet.getCell('A1').value = 1;
        const cell = sheet.getCell(row, 1);
        cell.value = value;
        cell.style = { font: { bold: true } };
      });
    expect(await reason(await at(1_048_576, null))).toBe('taken');
    expect(await reason(await at(1_048_576, 'x'))).toContain('too many rows');
  });

  test('many at once all get an answer', async () => {
    const bytes = await writeWorkbook(checklist);
    const all = await Promise.all(Array.from({ length: 6 }, (_, i) => reason(i % 2 ? bytes : bytes.subarray(0, 50))));
    expect(all.filter((answer) => answer === 'taken')).toHaveLength(3);
  });
});
