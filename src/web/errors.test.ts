import { expect, test } from 'vitest';
import { Conflict, Forbidden, InvalidInput, NotFound, RuleRefused } from '../rules/refusal.ts';
import { text } from '../rules/text.ts';
import { answerTo, coded, problemJson, SignInNeeded } from './errors.ts';

const says = text('だめです。', 'No.');

test('each refusal of the family has one status', () => {
  expect(answerTo(new InvalidInput([{ path: 'name', message: says }])).status).toBe(422);
  expect(answerTo(new RuleRefused('wrong-state', 'L-3.5-2', says)).status).toBe(409);
  expect(answerTo(new RuleRefused('same-person', 'L-3.5-3', says)).status).toBe(403);
  expect(answerTo(new RuleRefused('idempotency-key-reused', '', says)).status).toBe(422);
  expect(answerTo(new RuleRefused('wrong-party', 'L-3.5-2', says)).status).toBe(403);
  expect(
    answerTo(
      new RuleRefused('guards', 'L-3.5-2', says, { findings: [{ code: 'c', path: 'p', clause: 'L-1', message: says, weight: 'error' }] }),
    ).status,
  ).toBe(422);
  expect(answerTo(new NotFound('x')).status).toBe(404);
  expect(answerTo(new Forbidden(says)).status).toBe(403);
  expect(answerTo(new Conflict(3, 4)).status).toBe(412);
  expect(answerTo(new SignInNeeded()).status).toBe(401);
  expect(answerTo(coded('AKASHI_COMPRESSED_BODY')).status).toBe(415);
});

test('a problem names the clause, every bad field and what would be allowed, in the language asked for', () => {
  const refusal = new RuleRefused('not-clean', 'L-3.5-2', says, {
    findings: [
      {
        code: 'missing',
        path: 'answers/S1/reason',
        clause: 'L-3.4-4',
        message: text('理由がありません', 'A reason is missing'),
        weight: 'error',
      },
    ],
    allowed: ['withdraw'],
  });
  expect(problemJson(answerTo(refusal), 'en', 'r-1')).toMatchObject({
    status: 422,
    clause: 'L-3.5-2',
    detail: 'No.',
    errors: [{ path: 'answers/S1/reason', code: 'missing', clause: 'L-3.4-4', message: 'A reason is missing' }],
    allowed: ['withdraw'],
    request: 'r-1',
  });
  expect(problemJson(answerTo(refusal), 'ja', 'r-1')).toMatchObject({ detail: 'だめです。' });
});

test('a bug tells nothing about itself', () => {
  const told = JSON.stringify(problemJson(answerTo(new Error('password=hunter2 at /srv/db.ts:12')), 'en', 'r-1'));
  expect(told).not.toMatch(/hunter2|srv|db\.ts/);
  expect(told).toContain('"status":500');
  expect(answerTo('thrown text').status).toBe(500);
  expect(answerTo(Object.assign(new Error('secret'), { statusCode: 400 })).detail.en).not.toContain('secret');
});
