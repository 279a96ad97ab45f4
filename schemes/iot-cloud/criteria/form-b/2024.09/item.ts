import type { Field, Section } from '../../../../../src/rules/dossier.ts';
import type { Provenance } from '../../../../../src/rules/provenance.ts';
import { type Text, text } from '../../../../../src/rules/text.ts';

/** Stands in the outline of 30 September 2024. */
export const outline: Provenance = {
  grade: 'official',
  note: text('制度概要(令和6年9月30日改定)による', 'As in the outline of 30 September 2024'),
};
/** Seen on certifications that the body published, or in public material on the related guidelines. */
export const published: Provenance = {
  grade: 'public-source',
  note: text(
    '公表されている認定の頁又は関連する指針の公開資料による',
    'As on published certifications or in public material on the related guidelines',
  ),
};
/** General knowledge of the related guidelines, to be compared with the official text. */
export const unverified: Provenance = {
  grade: 'unverified',
  note: text(
    '関連する指針についての一般的な知識による再構成。原典との照合が必要',
    'Reconstructed from general knowledge of the related guidelines; to be compared with the official text',
  ),
};

type Weight = 'mandatory' | 'optional' | 'decisive';

/** Where the name and the weight come from, and what is to be said of it. */
type From = readonly [name: Provenance, weight: Provenance, remark?: Text];

const remarked = (from: Provenance, remark: Text | undefined): Provenance =>
  remark ? { ...from, note: text(`${from.note.ja}。${remark.ja}`, `${from.note.en}. ${remark.en}`) } : from;

/** Name of the business and of the service stand in the public list (D-7.1-1) and can be withheld by nobody. */
const LISTED: readonly string[] = ['A2-01', 'B1-01'];

/** An item of form B: its code (ours, not official), what to write in the content column and what usually bears it out. */
export const item = (code: string, weight: Weight, name: Text, write: Text, evidenceHint: Text, from: From): Field => ({
  id: code,
  kind: 'disclosure',
  item: code,
  weight: weight === 'optional' ? 'optional' : 'mandatory',
  ...(weight === 'decisive' ? { decisive: 'must-be-done' } : {}),
  label: name,
  hint: write,
  evidenceHint,
  clause: weight === 'decisive' ? 'D-5.2-1' : 'D-4.4-2',
  required: weight === 'optional' ? 'never' : 'always',
  published: LISTED.includes(code) ? 'always' : 'withholdable',
  handedOver: 'D-4.4-1',
  provenance: { name: remarked(from[0], from[2]), weight: from[1] },
});

/** The items under one heading of their section. */
export const under = (category: Text, items: readonly Field[]): readonly Field[] => items.map((each) => ({ ...each, category }));

const parts = {
  business: text('申請書B 事業者の安全・信頼性に関する情報開示項目', 'Form B: safety and reliability of the business'),
  service: text('申請書B サービスの安全・信頼性に関する情報開示項目', 'Form B: safety and reliability of the service'),
} as const;

/** A section of form B. What it says of the business is the same for each of its services. */
export const section = (id: string, part: keyof typeof parts, label: Text, fields: readonly Field[]): Section => ({
  id,
  part: parts[part],
  label,
  ...(part === 'business' ? { about: 'applicant' } : {}),
  fields,
});
