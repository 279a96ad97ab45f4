import type { Values } from '../../src/rules/dossier.ts';
import type { JsonValue } from '../../src/rules/json.ts';

/** What is written for one item of form B: with the places that bear it out, or that it is not done, or not disclosed. */
export type Answer =
  | {
      readonly answer: 'content';
      readonly content: string;
      readonly evidence: readonly { readonly document: string; readonly place: string }[];
    }
  | { readonly answer: 'not-done'; readonly content: string }
  | { readonly answer: 'not-disclosed' };
/** By the code of the item; an item that is left out was not answered at all. */
export type Answers = Readonly<Record<string, Answer>>;

/** Disclosed, each place in a document that bears it out. */
export const told = (content: string, ...places: readonly (readonly [document: string, place: string])[]): Answer => ({
  answer: 'content',
  content,
  evidence: places.map(([document, place]) => ({ document, place })),
});
/** Not done, in the provider's words; needs no evidence (D-4.4-5). */
export const notDone = (content: string): Answer => ({ answer: 'not-done', content });
/** Not disclosed; for an optional item it decides nothing (D-5.2-2). */
export const notDisclosed: Answer = { answer: 'not-disclosed' };

/** Answers as leaves of the dossier. */
export const answerValues = (answers: Answers): Values =>
  Object.fromEntries(
    Object.entries(answers).flatMap(([item, its]): [string, JsonValue][] => [
      [`${item}/answer`, its.answer],
      ...('content' in its ? [[`${item}/content`, its.content] satisfies [string, JsonValue]] : []),
      ...('evidence' in its ? [[`${item}/evidence`, its.evidence.map((each) => ({ ...each }))] satisfies [string, JsonValue]] : []),
    ]),
  );
