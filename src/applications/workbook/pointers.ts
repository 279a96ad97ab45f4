import { type Pointer, pointers } from '../../rules/dossier.ts';
import type { JsonValue } from '../../rules/json.ts';
import { type Text, text } from '../../rules/text.ts';

/** What is known of the vault when pointers are written or read: files that may be named. */
export interface Vault {
  readonly files: readonly { readonly id: string; readonly name: string }[];
}

/** What a cell was read as, or what is wrong with it. */
export type Parsed = { readonly value: JsonValue } | { readonly problem: Text };

/** A file's name, with the end of its id where the name alone could mean two. A file that is not in the vault is named by its id. */
export function documentName(id: string, vault: Vault): string {
  const file = vault.files.find((each) => each.id === id);
  if (!file) return id;
  const twins = vault.files.filter((each) => each.name === file.name).length;
  return twins > 1 ? `${file.name} [${id.slice(-8)}]` : file.name;
}

/** Pointers as the lines of two cells: documents, and the place in each. */
export function toPairs(value: JsonValue | undefined, vault: Vault): readonly [readonly string[], readonly string[]] {
  const rows = pointers(value);
  return [rows.map((row) => documentName(row.document, vault)), rows.map((row) => row.place.replaceAll(/\s*[\r\n]+\s*/g, ' ').trim())];
}

/** The lines of two cells read back into pointers: a place belongs to the document on its line. */
export function readPairs(documents: readonly string[], places: readonly string[], now: readonly Pointer[], vault: Vault): Parsed {
  if (places.length > documents.length || documents.includes(''))
    return {
      problem: text(
        `添付資料名が${documents.filter(Boolean).length}行、記載箇所が${places.length}行です。同じ行に対応させてください。`,
        `There are ${documents.filter(Boolean).length} documents and ${places.length} places. Put each place on the line of its document.`,
      ),
    };
  const read: Pointer[] = [];
  for (const [index, named] of documents.entries()) {
    const document = documentOf(named, now, vault);
    if (typeof document !== 'string') return { problem: document };
    read.push({ document, place: places[index] ?? '' });
  }
  return { value: read.length > 0 ? read : null };
}

/** One pointer a line: document | place. A file of another organisation is not found, exactly like one that does not exist. */
export function readPointers(typed: string, now: readonly Pointer[], vault: Vault): Parsed {
  const read: Pointer[] = [];
  for (const line of typed.split('\n')) {
    if (line.trim() === '') continue;
    const [named = '', ...place] = line.split(/[|｜]/);
    const document = documentOf(named.trim(), now, vault);
    if (typeof document !== 'string') return { problem: document };
    read.push({ document, place: place.join('|').trim() });
  }
  return { value: read };
}

function documentOf(named: string, now: readonly Pointer[], vault: Vault): string | Text {
  const byId = vault.files.find((each) => each.id === named)?.id ?? now.find((each) => each.document === named)?.document;
  if (byId) return byId;
  const [, name, end] = /^(.*) \[([0-9a-f]{8})\]$/.exec(named) ?? [];
  const exact = vault.files.filter((each) => each.name.normalize('NFC') === named.normalize('NFC'));
  const found = exact.length > 0 ? exact : vault.files.filter((each) => each.name === name && end !== undefined && each.id.endsWith(end));
  const [only] = found;
  if (only && found.length === 1) return only.id;
  if (found.length > 1)
    return text(
      `「${named}」という名前の資料が${found.length}件あります。書き出したときの [ ] 付きの名前を使ってください。`,
      `${found.length} files are called “${named}”. Use the name with [ ] as it was exported.`,
    );
  return text(`証跡保管庫に「${named}」という資料がありません。`, `There is no file “${named}” in the evidence vault.`);
}
