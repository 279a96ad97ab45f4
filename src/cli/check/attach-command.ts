import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { z } from 'zod';
import { visible } from '../../check/visible.ts';
import { isPrivateAddress } from '../../io/device/address.ts';
import { type Language, text } from '../../rules/text.ts';
import { isVerdict, type Verdict, verdictWords } from '../../rules/verdict.ts';
import { readBundleFile } from './bundle-file.ts';
import { Refused, refuse } from './language.ts';
import { jsonLine } from './lines.ts';
import { isColoured, paint, symbolOf } from './paint.ts';
import { padded } from './width.ts';

const TIMEOUT_MS = 120_000;
const Attached = z.looseObject({
  filled: z.array(z.unknown()),
  differs: z.array(z.unknown()),
  answers: z.record(z.string(), z.string()),
});
const Problem = z.looseObject({
  title: z.string().optional(),
  detail: z.string().optional(),
  errors: z.array(z.looseObject({ message: z.string() })).default([]),
});

/**
 * Puts a bundle into the dossier of an application, given as the address of any of its pages. The personal token is AKASHI_TOKEN. Sending the same bundle twice is one act.
 * Resolves to 0, or to 1 when the server refuses.
 */
export async function attach(
  file: string,
  { to, json, language }: { readonly to: string; readonly json?: true; readonly language: Language },
): Promise<number> {
  const read = readBundleFile(file);
  if (read.kind !== 'sound') throw new Refused(read.why);
  const token = process.env['AKASHI_TOKEN'];
  if (!token) {
    return refuse(
      '環境変数 AKASHI_TOKEN に個人用トークンを設定してください(サーバーの「トークン」の画面で、書込みの権限を付けて作れます)。',
      'Set the environment variable AKASHI_TOKEN to a personal token (made on the server’s page of tokens, with the right to write).',
    );
  }
  const { api } = placeOf(to);
  const bytes = readFileSync(file);
  const form = new FormData();
  form.set('file', new Blob([bytes], { type: 'text/plain' }), path.basename(file));
  const answer = await fetch(api, {
    method: 'POST',
    body: form,
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
    headers: {
      authorization: `Bearer ${token}`,
      accept: 'application/json, application/problem+json',
      'accept-language': language,
      'idempotency-key': createHash('sha256').update(api).update(bytes).digest('hex'),
    },
  }).catch((error: unknown) => notReached(api, error));
  const body: unknown = await answer.json().catch(() => undefined);
  if (json) process.stdout.write(jsonLine({ status: answer.status, body }));
  if (!answer.ok) {
    const problem = Problem.safeParse(body).data;
    if (!json) {
      const parts = [problem?.title, problem?.detail, ...(problem?.errors ?? []).slice(0, 5).map(({ message }) => message)];
      const said = visible(parts.filter((each) => each !== undefined).join(' — '), 1000);
      process.stderr.write(
        `${language === 'ja' ? `取り込まれませんでした(HTTP ${answer.status})。` : `It was not taken in (HTTP ${answer.status}). `}${said}\n`,
      );
    }
    return 1;
  }
  const attached = Attached.safeParse(body).data;
  if (attached && !json) process.stdout.write(told(attached, language));
  return 0;
}

/** The API address of an application, from the address of any of its pages. The token goes over TLS, or stays on a network of one's own. */
function placeOf(to: string): { readonly api: string } {
  const url = URL.canParse(to) ? new URL(to) : undefined;
  const id = /\/applications\/([\w-]{1,80})(?:\/|$)/.exec(url?.pathname ?? '')?.[1];
  if (url === undefined || id === undefined) {
    return refuse(
      `${to} は申請の画面のアドレスではありません(例: https://akashi.example.jp/ja/applications/…/dossier)。`,
      `${to} is not the address of a page of an application (such as https://akashi.example.jp/en/applications/…/dossier).`,
    );
  }
  const isNear = url.hostname === 'localhost' || isPrivateAddress(url.hostname.replace(/^\[|\]$/g, ''));
  if (url.protocol !== 'https:' && !isNear) {
    refuse(
      'トークンを平文で送ることになるため、https のアドレスを指定してください。',
      'The token would go in clear text: give an https address.',
    );
  }
  return { api: `${url.origin}/api/v1/applications/${id}/device-checks` };
}

function notReached(api: string, error: unknown): never {
  const why = error instanceof Error ? (error.cause instanceof Error ? error.cause.message : error.message) : String(error);
  throw new Refused(text(`${api} に届きませんでした(${visible(why)})。`, `${api} could not be reached (${visible(why)}).`));
}

function told({ filled, differs, answers }: z.infer<typeof Attached>, language: Language): string {
  const colour = paint(isColoured());
  const lines = Object.entries(answers)
    .flatMap(([criterion, verdict]): [string, Verdict][] => (isVerdict(verdict) && verdict !== 'not-tested' ? [[criterion, verdict]] : []))
    .map(
      ([criterion, verdict]) =>
        `  ${colour.of(verdict)(`${symbolOf(verdict)} ${padded(verdictWords[verdict][language], 18)}`)} ${visible(criterion)}`,
    );
  const head =
    language === 'ja'
      ? `取り込みました。記入した欄:${filled.length}、あなたの回答と異なる判定:${differs.length}(回答はそのままです)。`
      : `Taken in. Filled: ${filled.length}; differing from your own answers: ${differs.length} (those stand as they were).`;
  return `${head}\n${lines.join('\n')}\n`;
}
