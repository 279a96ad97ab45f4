/** What whoever reviews a dossier finds at one of its items: it is in order, or it is to be improved. */
export const ITEM_FINDINGS = ['in-order', 'to-improve'] as const;
export type ItemFindingIs = (typeof ITEM_FINDINGS)[number];

/** A finding at one item, by one person, about exactly the content that the item had then. */
export interface ItemFinding {
  /** The id of the item's field. */
  readonly item: string;
  readonly finding: ItemFindingIs;
  /** What is to be improved, in words for the applicant; may be empty where it is in order. */
  readonly words: string;
  readonly by: string;
  readonly at: string;
  /** Hash of what the item said when it was looked at. */
  readonly content: string;
}
