import type { Day } from '../rules/day.ts';
import { checkInput } from '../rules/decide.ts';
import type { Field } from '../rules/dossier.ts';
import type { EvidenceOrigin } from '../rules/facts.ts';
import type { JsonObject } from '../rules/json.ts';
import { InvalidInput } from '../rules/refusal.ts';
import { type Text, text } from '../rules/text.ts';

/** Where a file comes from. */
export const ORIGINS = ['own', 'contractor-public', 'contractor-signed', 'web-page'] as const;
export type OriginKind = (typeof ORIGINS)[number];

export const originWords: Readonly<Record<OriginKind, Text>> = {
  own: text('自社の資料', 'Our own document'),
  'contractor-public': text('外部委託先の公表資料', 'Public material of a contractor'),
  'contractor-signed': text('外部委託先の署名のある資料', 'Material signed by a contractor'),
  'web-page': text('ウェブページの写し', 'Captured web page'),
};

const when = (...is: readonly OriginKind[]) => ({ field: 'kind', is });

/** What is asked about the origin of a file: one set of fields for the page, the API and the check. */
export const originFields: readonly Field[] = [
  {
    id: 'kind',
    kind: 'choice',
    label: text('資料の出所', 'Where it comes from'),
    options: ORIGINS.map((value) => ({ value, label: originWords[value] })),
    clause: '',
    required: 'always',
  },
  {
    id: 'contractor',
    kind: 'text',
    lines: 'one',
    maxLength: 200,
    label: text('外部委託先の名称', 'Name of the contractor'),
    clause: '',
    required: when('contractor-public', 'contractor-signed'),
  },
  {
    id: 'signedBy',
    kind: 'text',
    lines: 'one',
    maxLength: 200,
    label: text('署名した責任者', 'Responsible person who signed'),
    hint: text('役職と氏名', 'Title and name'),
    clause: '',
    required: when('contractor-signed'),
  },
  {
    id: 'address',
    kind: 'text',
    lines: 'one',
    maxLength: 2000,
    format: 'url',
    label: text('ページのURL', 'Address of the page'),
    hint: text('公表資料がウェブにある場合も記入します。', 'Also for public material that is on the web.'),
    clause: '',
    required: when('web-page'),
  },
  {
    id: 'on',
    kind: 'date',
    label: text('日付', 'Date'),
    hint: text('ページの日付又は写しを取った日、署名の日', 'Of the page or of its capture, or of the signature'),
    clause: '',
    required: when('web-page'),
  },
];

const told: Readonly<Record<OriginKind, readonly (keyof EvidenceOrigin)[]>> = {
  own: [],
  'contractor-public': ['contractor', 'address', 'on'],
  'contractor-signed': ['contractor', 'signedBy', 'on'],
  'web-page': ['address', 'on'],
};

/**
 * Reads a statement of origin. Refuses with every problem at once: an unknown kind, a name, address or date that the kind needs and that is
 * missing or not of its form, a date that has not come. What the kind does not speak of is left out.
 */
export function readOrigin(input: JsonObject, today: Day): { readonly kind: OriginKind; readonly origin: EvidenceOrigin | undefined } {
  checkInput({ asks: originFields }, input);
  const kind = ORIGINS.find((each) => each === input.kind) ?? 'own';
  const said = told[kind].flatMap((name) => {
    const value = input[name];
    return typeof value === 'string' && value.trim() !== '' ? [[name, value.trim()] as const] : [];
  });
  const origin: EvidenceOrigin = Object.fromEntries(said);
  if (origin.on !== undefined && origin.on > today)
    throw new InvalidInput([{ path: 'on', message: text('まだ来ていない日付です。', 'That day has not come yet.') }]);
  return { kind, origin: said.length === 0 ? undefined : origin };
}

/** The kind that a stated origin is of. */
export const kindOfOrigin = (origin: EvidenceOrigin | undefined): OriginKind =>
  origin === undefined
    ? 'own'
    : origin.signedBy !== undefined
      ? 'contractor-signed'
      : origin.contractor !== undefined
        ? 'contractor-public'
        : 'web-page';
