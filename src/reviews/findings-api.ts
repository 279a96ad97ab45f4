import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type Engine, loadCase } from '../applications/index.ts';
import { assertMay } from '../people/index.ts';
import { standardOf } from '../rules/disclosure.ts';
import { dossierOf } from '../rules/editions.ts';
import { ITEM_FINDINGS } from '../rules/item-finding.ts';
import { NotFound } from '../rules/refusal.ts';
import { api, idempotencyKey, principalOf, refusals } from '../web/api.ts';
import { itemName } from './desk.ts';
import { keepFindings, LONGEST_FINDING, readReview } from './keep-findings.ts';
import { progressOf, type ReviewItem } from './review-items.ts';

const Text = z.object({ ja: z.string(), en: z.string() });
const Id = z.object({ id: z.string().min(8).max(64) });
const Is = z.enum(ITEM_FINDINGS);

const ItemShape = z.object({
  /** What to send back with a finding. */
  item: z.string(),
  code: z.string(),
  label: Text,
  weight: z.enum(['mandatory', 'optional']).optional(),
  decisive: z.boolean(),
  status: z.enum(['left', 'in-order', 'to-improve', 'asked']),
  finding: Is.optional(),
  words: z.string().optional(),
  by: z.string().optional(),
  at: z.string().optional(),
  changedSince: z.boolean(),
  questions: z.array(z.string()).describe('Threads of the case that are about the item'),
  base: z.number().int().describe('Send it back as base: the version that was seen'),
  content: z.string().describe('Send it back as content: the hash of what the item said'),
});
const ReviewShape = z.object({
  open: z.boolean(),
  /** Hash of the findings as frozen by the row that completed the review. */
  frozen: z.string().optional(),
  progress: z.object({ all: z.number(), done: z.number(), left: z.number(), asked: z.number(), toImprove: z.number() }),
  items: z.array(ItemShape),
});

function itemJson({ field, finding, ...item }: ReviewItem): z.input<typeof ItemShape> {
  return {
    item: field.id,
    code: itemName(field),
    label: field.label,
    ...(field.kind === 'disclosure' ? { weight: field.weight } : {}),
    decisive: field.kind === 'disclosure' && field.decisive !== undefined,
    status: item.is,
    ...(finding?.finding ? { finding: finding.finding, words: finding.words, by: finding.by, at: finding.at } : {}),
    changedSince: item.changedSince,
    questions: item.questions.map((thread) => thread.id),
    base: item.version,
    content: item.content,
  };
}

const StandardShape = z.object({
  met: z.boolean(),
  clauses: z.object({ met: z.string(), optional: z.string(), notDone: z.string() }).optional(),
  items: z.array(
    z.object({
      item: z.string(),
      label: Text,
      standing: z.enum(['met', 'not-done-accepted', 'below', 'optional']),
      decisive: z.boolean(),
      disclosed: z.boolean(),
      why: Text.optional(),
    }),
  ),
});

/** The API of a review: findings item by item, and the standard as computed. For the office alone. */
export function findingsApi(app: FastifyInstance, engine: Engine): void {
  const path = '/api/v1/applications/:id/item-findings';
  api(app).get(
    path,
    { schema: { summary: 'The review, item by item (office)', params: Id, response: { 200: ReviewShape, ...refusals } } },
    async (request) => {
      const review = await readReview(engine, await principalOf(request), request.params.id);
      if (!review) throw new NotFound('review');
      return {
        open: review.isOpen,
        ...(review.frozen ? { frozen: review.frozen } : {}),
        progress: progressOf(review.items),
        items: review.items.map(itemJson),
      };
    },
  );
  const Change = z.object({
    item: z.string().max(400),
    finding: Is.nullable().describe('null takes the finding back'),
    words: z.string().max(LONGEST_FINDING).default(''),
    base: z.number().int().min(0),
    content: z.string().max(64),
  });
  api(app).put(
    path,
    {
      schema: {
        summary: 'Record findings at items, all or none; 412 when somebody else wrote at one of them, or it says something else by now',
        params: Id,
        body: z.object({ changes: z.array(Change).min(1).max(500) }),
        response: { 200: z.object({ versions: z.record(z.string(), z.number().int()) }), ...refusals },
      },
    },
    async (request) => {
      const changes = request.body.changes.map(({ finding, ...change }) => ({ ...change, ...(finding ? { finding } : {}) }));
      const { versions } = await keepFindings(engine, await principalOf(request), idempotencyKey(request), request.params.id, changes);
      return { versions: { ...versions } };
    },
  );
  api(app).get(
    '/api/v1/applications/:id/standard',
    {
      schema: {
        summary: 'The standard of disclosure as computed, item by item (office)',
        params: Id,
        response: { 200: StandardShape, ...refusals },
      },
    },
    async (request) => {
      const person = await principalOf(request);
      assertMay(person, 'queue.read');
      return engine.store.transaction(async (tx) => {
        const { book, subject, values } = await loadCase(engine, tx, request.params.id, person, 'application.read');
        const items = standardOf(dossierOf(book, subject.edition ?? ''), values);
        return {
          met: items.every((each) => each.is !== 'below'),
          ...(book.standard ? { clauses: { ...book.standard } } : {}),
          items: items.map(({ field, is, disclosed, why }) => ({
            item: field.item,
            label: { ...field.label },
            standing: is,
            decisive: field.decisive !== undefined,
            disclosed,
            ...(why ? { why: { ...why } } : {}),
          })),
        };
      });
    },
  );
}
