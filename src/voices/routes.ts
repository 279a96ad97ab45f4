import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Engine, inputFrom, moveFields } from '../applications/index.ts';
import { may } from '../people/index.ts';
import { InvalidInput, NotFound } from '../rules/refusal.ts';
import { text } from '../rules/text.ts';
import { coded } from '../web/errors.ts';
import { says, typed } from '../web/fields.ts';
import { type Attempt, firstShowing } from '../web/form.ts';
import { form, type MemberVisit, page, publicForm, publicPage } from '../web/page.ts';
import { goTo, type NavigationEntry } from '../web/visit.ts';
import { listedOf, openedVoice } from './about.ts';
import { voicesApi } from './api.ts';
import { concludeVoice, eraseContact, receiveVoice, takeUp } from './commands.ts';
import { officeVoices, ownQuestions, soughtVoice } from './list.ts';
import { inboxPage, noTry, questionsPage, voicePage } from './pages/inbox.ts';
import { ANSWER, choosePage, outcomePage, reportPage, TRAP, thanksPage, WORDS } from './pages/report.ts';
import { openRate, type Rate, senderOf } from './rate.ts';
import { VOICE_KINDS, type VoiceKind } from './voice.ts';

export const voiceNavigation: readonly NavigationEntry[] = [
  {
    label: text('寄せられた声', 'Reports'),
    path: '/voices',
    shows: (principal) => principal !== undefined && may(principal, 'voices.read') === 'yes',
  },
  {
    label: text('購入者からの質問', 'Questions from buyers'),
    path: '/questions',
    shows: (principal) => principal !== undefined && may(principal, 'voices.answer') === 'yes',
  },
];

const isKind = (kind: string): kind is VoiceKind => VOICE_KINDS.some((each) => each === kind);

const wordsField = typed({ max: WORDS.most }).refine(
  (said) => said.length >= WORDS.least,
  says(text(`${WORDS.least}文字以上で書いてください。`, `Write at least ${WORDS.least} characters.`)),
);
const Report = z.object({
  ground: typed({ max: 100 }),
  words: wordsField,
  contact: typed({ max: WORDS.contact }),
  [TRAP]: typed({ max: 1000 }),
});

/** What anyone can say about an attestation, the office's inbox for it, and the holder's answers to questions. */
export function voiceRoutes(app: FastifyInstance, engine: Engine, rate: Rate = openRate()): void {
  const admit = (request: FastifyRequest) => {
    if (!rate.take(senderOf(request), engine.clock.now().getTime())) throw coded('AKASHI_TOO_MANY');
  };
  publicSide(app, engine, admit);
  voicesApi(app, engine, admit);
  officeSide(app, engine);
  holderSide(app, engine);
}

function publicSide(app: FastifyInstance, engine: Engine, admit: (request: FastifyRequest) => void): void {
  const kindOf = ({ params }: { params: Readonly<Record<string, string>> }): VoiceKind => {
    const kind = params['kind'] ?? '';
    if (!isKind(kind)) throw new NotFound(`report ${kind}`);
    return kind;
  };
  publicPage(app, '/report/:key', async (visit) => choosePage(visit, await listedOf(engine, visit.params['key'] ?? '')));
  publicPage(app, '/report-outcome', async (visit) => {
    const said = (visit.query['reference'] ?? '').slice(0, 40);
    return outcomePage(visit, said, await soughtVoice(engine.store, said));
  });
  publicPage(app, '/report/:key/:kind', async (visit) =>
    reportPage(visit, await listedOf(engine, visit.params['key'] ?? ''), kindOf(visit), firstShowing),
  );
  const again = async (visit: Parameters<typeof choosePage>[0], attempt: Attempt) =>
    reportPage(visit, await listedOf(engine, visit.params['key'] ?? ''), kindOf(visit), attempt);
  publicForm(app, '/report/:key/:kind', { fields: Report, again }, async (visit, fields, key) => {
    const view = await listedOf(engine, visit.params['key'] ?? '');
    const kind = kindOf(visit);
    admit(visit.request);
    // A machine filled in what nobody sees: it is thanked and nothing is kept.
    const reference =
      fields[TRAP] === ''
        ? await receiveVoice(engine, key, view.entry.key, {
            ...{ kind, words: fields.words },
            ...(kind === 'misuse' ? { ground: fields.ground } : {}),
            ...(fields.contact !== '' && kind !== 'question' ? { contact: fields.contact } : {}),
          })
        : '0000-0000-0000';
    return thanksPage(visit, view, reference);
  });
}

const sentenceOf = (most: number) => typed({ max: most }).refine((said) => said !== '', says(text('入力してください。', 'Enter a value.')));

function officeSide(app: FastifyInstance, engine: Engine): void {
  page(app, '/voices', async (visit) => inboxPage(visit, await officeVoices(engine.store, engine.books, visit.principal)));
  const opened = (visit: MemberVisit) => openedVoice(engine, visit.principal, visit.params['reference'] ?? '');
  page(app, '/voices/:reference', async (visit) => {
    const { voice, held } = await opened(visit);
    return voicePage(visit, voice, held, noTry);
  });
  form(
    app,
    '/voices/:reference/close',
    {
      fields: z.object({ sentence: sentenceOf(ANSWER.sentence) }),
      again: async (visit, attempt) => {
        const { voice, held } = await opened(visit);
        return voicePage(visit, voice, held, { ...noTry, attempt, problems: attempt.problems });
      },
    },
    async (visit, { sentence }, key) => {
      await concludeVoice(engine, visit.principal, key, visit.params['reference'] ?? '', { as: 'VoiceClosed', sentence });
      return goTo(visit.to('/voices'));
    },
  );
  form(app, '/voices/:reference/erase-contact', { fields: z.object({}) }, async (visit, _fields, key) => {
    await eraseContact(engine, visit.principal, key, visit.params['reference'] ?? '');
    return goTo(visit.to(`/voices/${visit.params['reference']}`));
  });
  form(app, '/voices/:reference/take-up', { fields: moveFields }, async (visit, posted, key) => {
    const { voice, held } = await opened(visit);
    const opens = held.book.voices?.takenUp.opens;
    const asks = (opens && held.book.threads[opens]?.opening?.asks) || [];
    const input = inputFrom(asks, posted);
    const sentence = typeof posted['sentence'] === 'string' ? posted['sentence'].trim().slice(0, ANSWER.sentence) : '';
    const back = (problems: InvalidInput['problems']) => ({
      status: 422,
      ...voicePage(visit, voice, held, { input, sentence, problems, attempt: { fields: { sentence }, problems } }),
    });
    if (sentence === '')
      return back([{ path: 'sentence', message: text('報告した人への一文を書いてください。', 'Write a sentence to who reported.') }]);
    try {
      const attestation = await takeUp(engine, visit.principal, key, voice.reference, {
        input,
        version: Number(posted['version']),
        sentence,
      });
      return goTo(`${visit.to(`/attestations/${attestation}`)}#threads`);
    } catch (error) {
      if (error instanceof InvalidInput) return back(error.problems);
      throw error;
    }
  });
}

function holderSide(app: FastifyInstance, engine: Engine): void {
  const shown = async (visit: MemberVisit, tried: Readonly<Record<string, Attempt>> = {}) =>
    questionsPage(visit, await ownQuestions(engine.store, visit.principal), tried);
  page(app, '/questions', (visit) => shown(visit));
  form(
    app,
    '/questions/:reference/answer',
    {
      fields: z.object({ sentence: sentenceOf(ANSWER.question) }),
      again: (visit, attempt) => shown(visit, { [visit.params['reference'] ?? '']: attempt }),
    },
    async (visit, { sentence }, key) => {
      await concludeVoice(engine, visit.principal, key, visit.params['reference'] ?? '', { as: 'VoiceAnswered', sentence });
      return goTo(visit.to('/questions'));
    },
  );
}
