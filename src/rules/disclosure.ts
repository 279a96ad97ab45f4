import { type Dossier, type Field, fieldsOf, isBlank, type Values } from './dossier.ts';
import type { ItemFinding } from './item-finding.ts';
import type { Finding } from './refusal.ts';
import type { Text } from './text.ts';

/** How an item of disclosure can be answered. "Not done" is a disclosure; "not disclosed" is none. */
export const DISCLOSURE_ANSWERS = ['content', 'not-done', 'not-disclosed'] as const;
export type DisclosureAnswer = (typeof DISCLOSURE_ANSWERS)[number];

export const answerWords: Record<DisclosureAnswer, Text> = {
  content: { ja: '開示あり', en: 'Disclosed' },
  'not-done': { ja: '実施なし', en: 'Not done' },
  'not-disclosed': { ja: '開示なし', en: 'Not disclosed' },
};

/** Characters that the content of an item holds at most: what one sheet of a spreadsheet or a printed form can still show. */
export const CONTENT_LENGTH = 10_000;

export type DisclosureField = Field & { readonly kind: 'disclosure' };

/** Is something written for the item? */
export const hasContent = (field: DisclosureField, values: Values): boolean =>
  values[`${field.id}/answer`] === 'content' && !isBlank(values[`${field.id}/content`]);

/** The name of an item in messages: its code and its label. */
export const itemName = (field: DisclosureField): Text => ({
  ja: `${field.item}「${field.label.ja}」`,
  en: `${field.item} “${field.label.en}”`,
});

/** Why an item does not meet the standard as it is answered; undefined when it does. Optional items always do. */
export function belowStandard(field: DisclosureField, values: Values): Text | undefined {
  if (field.weight !== 'mandatory' || hasContent(field, values)) return undefined;
  const named = itemName(field);
  if (values[`${field.id}/answer`] !== 'not-done') {
    return { ja: `必須項目${named.ja}が開示されていません。`, en: `Mandatory item ${named.en} is not disclosed.` };
  }
  if (!field.decisive) return undefined;
  return { ja: `${named.ja}は、実際に行っていることが条件の項目です。`, en: `${named.en} must actually be done.` };
}

/** Every item of a dossier that does not meet the standard of disclosure, each an error under the clause. */
export function standardFindings(dossier: Dossier, values: Values, clause: string): readonly Finding[] {
  return fieldsOf(dossier).flatMap((field): Finding[] => {
    const message = field.kind === 'disclosure' ? belowStandard(field, values) : undefined;
    return message ? [{ code: 'below-standard', path: `${field.id}/answer`, clause, message, weight: 'error' }] : [];
  });
}

/** Every mandatory item that the review found not properly disclosed, each an error under the clause. Optional items never count. */
export function improvementFindings(dossier: Dossier, findings: readonly ItemFinding[], clause: string): readonly Finding[] {
  const asked = new Map(findings.filter((each) => each.finding === 'to-improve').map((each) => [each.item, each]));
  return fieldsOf(dossier).flatMap((field): Finding[] => {
    if (field.kind !== 'disclosure' || field.weight !== 'mandatory' || !asked.has(field.id)) return [];
    const named = itemName(field);
    const message = {
      ja: `必須項目${named.ja}は、審査で改善が必要とされています。`,
      en: `Mandatory item ${named.en} was found in need of improvement.`,
    };
    return [{ code: 'to-improve', path: `${field.id}/content`, clause, message, weight: 'error' }];
  });
}

/** How an item stands against the standard: met, met although "not done", not met, or optional and so never counted. */
export type Standing = 'met' | 'not-done-accepted' | 'below' | 'optional';

export interface ItemStanding {
  readonly field: DisclosureField;
  readonly is: Standing;
  /** Is something disclosed for it? "Not done" is a disclosure. */
  readonly disclosed: boolean;
  /** Why it is not met. */
  readonly why?: Text;
}

/** The standard of disclosure computed item by item: the same judgement as `standardFindings`, for showing before the decision. */
export function standardOf(dossier: Dossier, values: Values): readonly ItemStanding[] {
  return fieldsOf(dossier).flatMap((field): ItemStanding[] => {
    if (field.kind !== 'disclosure') return [];
    const notDone = values[`${field.id}/answer`] === 'not-done';
    const disclosed = notDone || hasContent(field, values);
    if (field.weight !== 'mandatory') return [{ field, is: 'optional', disclosed }];
    const why = belowStandard(field, values);
    if (why) return [{ field, is: 'below', disclosed, why }];
    return [{ field, is: notDone ? 'not-done-accepted' : 'met', disclosed }];
  });
}
