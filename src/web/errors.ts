import type { FastifyError } from 'fastify';
import { z } from 'zod';
import { FileStoreFull, UploadBroken } from '../io/files.ts';
import { Conflict, Forbidden, Gone, InvalidInput, NotFound, RuleRefused } from '../rules/refusal.ts';
import { type Language, type Text, text } from '../rules/text.ts';
import { StoreUnavailable } from '../store/store-error.ts';
import { problemsOf } from './fields.ts';

/** Nobody is signed in, or the token is unknown, expired or revoked: sign in (pages) or 401 (API). */
export class SignInNeeded extends Error {
  constructor() {
    super('sign-in needed');
    this.name = 'SignInNeeded';
  }
}

/** A refusal as it leaves the server, before it becomes a page or problem+json. */
export interface Answer {
  readonly status: number;
  readonly code: string;
  readonly title: Text;
  readonly detail: Text;
  readonly clause?: string;
  readonly errors: readonly { readonly path: string; readonly code: string; readonly clause?: string; readonly message: Text }[];
  readonly allowed: readonly string[];
}

const titles = {
  invalid: text('入力内容に問題があります', 'What was sent is not valid'),
  refused: text('この操作は受け付けられません', 'This cannot be done'),
  notFound: text('ページが見つかりません', 'Not found'),
  gone: text('消去された資料です', 'This was erased'),
  forbidden: text('この操作を行う権限がありません', 'You may not do this'),
  conflict: text('ほかの人が先に更新しました', 'Somebody else changed this first'),
  signIn: text('サインインが必要です', 'Sign-in is needed'),
  tooLarge: text('送信されたデータが大きすぎます', 'What was sent is too large'),
  unsupported: text('この形式のデータは受け付けられません', 'This kind of data is not accepted'),
  bad: text('リクエストを読み取れませんでした', 'The request could not be read'),
  tooMany: text('操作が多すぎます', 'Too many requests'),
  unavailable: text('いまは受け付けられません', 'Not possible at the moment'),
  broken: text('システムの不具合が起きました', 'Something broke on our side'),
} as const satisfies Record<string, Text>;

const answer = (status: number, code: string, title: Text, detail: Text, more: Partial<Answer> = {}): Answer => ({
  status,
  code,
  title,
  detail,
  errors: [],
  allowed: [],
  ...more,
});

/** What a rule's refusal is about: the person, the state the record is in, or what the person saw. All others are about what was sent. */
const statusOf: Readonly<Record<string, number>> = {
  'wrong-party': 403,
  'same-person': 403,
  'wrong-state': 409,
  'not-taken-in': 409,
  'evidence-in-use': 409,
  'case-over': 409,
  'payment-used': 409,
  'charge-settled': 409,
  'charge-cancelled': 409,
  'only-by-receipt': 409,
  'not-certain': 409,
  'fee-not-refunded': 409,
  'not-set-aside': 409,
  'issuer-missing': 409,
  'not-paid': 409,
  'once-only': 409,
  'label-not-in-force': 409,
  'certificate-not-in-force': 409,
  'artwork-not-given': 409,
  'not-in-effect': 409,
  'still-kept': 409,
  'nothing-offered': 409,
  'numbers-used-up': 409,
  'open-thread': 409,
  'last-responsible': 409,
  'has-responsible': 409,
  'not-what-was-seen': 412,
};

const ruleStatus = (error: RuleRefused): number => statusOf[error.code] ?? 422;

const ofFastify: Readonly<Record<string, Answer>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: answer(
    413,
    'too-large',
    titles.tooLarge,
    text('本文の大きさの上限を超えています。', 'The body exceeds the limit.'),
  ),
  FST_REQ_FILE_TOO_LARGE: answer(
    413,
    'too-large',
    titles.tooLarge,
    text('1つのファイルは100MBまでです。何も保存されていません。', 'A file may have at most 100 MB. Nothing was stored.'),
  ),
  FST_FILES_LIMIT: answer(
    413,
    'too-many-files',
    titles.tooLarge,
    text('一度に送れるファイルの数を超えています。', 'Too many files at once.'),
  ),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: answer(
    415,
    'unsupported-media-type',
    titles.unsupported,
    text('Content-Type を確認してください。', 'Check the Content-Type.'),
  ),
  FST_INVALID_MULTIPART_CONTENT_TYPE: answer(
    415,
    'unsupported-media-type',
    titles.unsupported,
    text('multipart/form-data で送ってください。', 'Send multipart/form-data.'),
  ),
  AKASHI_COMPRESSED_BODY: answer(
    415,
    'compressed-body',
    titles.unsupported,
    text(
      '圧縮された本文(Content-Encoding)は受け付けません。圧縮せずに送ってください。',
      'Compressed request bodies (Content-Encoding) are not accepted. Send it uncompressed.',
    ),
  ),
  AKASHI_TOO_MANY: answer(
    429,
    'too-many-requests',
    titles.tooMany,
    text(
      '短い時間に多くの報告が届いているため、受け付けませんでした。何も記録されていません。時間をおいて、もう一度お送りください。',
      'Too many reports have come in within a short time, so this one was not taken. Nothing was recorded. Send it again later.',
    ),
  ),
  AKASHI_FORGED: answer(
    403,
    'cross-site',
    titles.forbidden,
    text(
      'このフォームは有効期限が切れたか、別のサイトから送られました。ページを開き直して、もう一度送ってください。',
      'This form has expired or came from another site. Open the page again and send it once more.',
    ),
  ),
};

/** An error with a code of our own that the mapper knows: AKASHI_COMPRESSED_BODY, AKASHI_FORGED, AKASHI_TOO_MANY. */
export const coded = (code: keyof typeof ofFastify & `AKASHI_${string}`): Error => Object.assign(new Error(code), { code });

/** The one mapper from an error to what leaves the server. Whatever it does not know is a bug: 500, and nothing about it is told. */
export function answerTo(error: unknown): Answer {
  if (error instanceof InvalidInput) {
    const clause = error.problems.find((problem) => problem.clause)?.clause;
    return answer(422, 'invalid-input', titles.invalid, text('次の項目を直してください。', 'Correct the following.'), {
      errors: error.problems.map((p) => ({ path: p.path, code: 'invalid', message: p.message, ...(p.clause ? { clause: p.clause } : {}) })),
      ...(clause ? { clause } : {}),
    });
  }
  if (error instanceof RuleRefused) {
    return answer(ruleStatus(error), error.code, titles.refused, error.text, {
      clause: error.clause,
      errors: error.findings.map((f) => ({ path: f.path, code: f.code, clause: f.clause, message: f.message })),
      allowed: error.allowed,
    });
  }
  if (error instanceof NotFound) {
    return answer(
      404,
      'not-found',
      titles.notFound,
      text('アドレスが間違っているか、見る権限のないページです。', 'The address is wrong, or it is a page that you may not see.'),
    );
  }
  if (error instanceof Gone) return answer(410, 'erased', titles.gone, error.text, { clause: error.clause });
  if (error instanceof Forbidden) return answer(403, 'forbidden', titles.forbidden, error.text);
  if (error instanceof Conflict) {
    return answer(
      412,
      'conflict',
      titles.conflict,
      text(
        `見ていた版(${error.expected})より新しい版(${error.actual})があります。開き直して内容を確かめてから、もう一度行ってください。何も上書きされていません。`,
        `You were looking at version ${error.expected}; it is now at version ${error.actual}. Open it again, look at what changed, and repeat. Nothing was overwritten.`,
      ),
    );
  }
  if (error instanceof SignInNeeded) {
    return answer(
      401,
      'sign-in-needed',
      titles.signIn,
      text('サインインするか、有効なアクセストークンを付けてください。', 'Sign in, or send a valid access token.'),
    );
  }
  if (error instanceof UploadBroken) return answer(400, 'upload-broken', titles.bad, error.text);
  if (error instanceof FileStoreFull) return answer(507, 'files-full', titles.unavailable, error.text);
  if (error instanceof StoreUnavailable)
    return answer(error.trouble === 'disk-full' ? 507 : 503, `store-${error.trouble}`, titles.unavailable, error.text);
  if (error instanceof z.core.$ZodError) {
    return answer(422, 'invalid-input', titles.invalid, text('次の項目を直してください。', 'Correct the following.'), {
      errors: problemsOf(error).map((p) => ({ path: p.path, code: 'invalid', message: p.message })),
    });
  }
  const { code, statusCode } = error instanceof Error ? (error as Partial<FastifyError>) : {};
  const known = code === undefined ? undefined : ofFastify[code];
  if (known) return known;
  if (statusCode === 429)
    return answer(
      429,
      'too-many-requests',
      titles.tooMany,
      text('少し待ってから、もう一度行ってください。', 'Wait a little, then try again.'),
    );
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return answer(statusCode, 'bad-request', titles.bad, text('送られた内容の形式が正しくありません。', 'What was sent is malformed.'));
  }
  return answer(
    500,
    'internal',
    titles.broken,
    text(
      '処理は完了していません。時間をおいてもう一度お試しください。続く場合は、下の受付番号を事務局にお知らせください。',
      'It was not completed. Try again later; if it happens again, tell the office the request number below.',
    ),
  );
}

/** application/problem+json (RFC 9457) of an answer, in one language. */
export function problemJson(found: Answer, language: Language, requestId: string): Record<string, unknown> {
  return {
    type: `urn:akashi:problem:${found.code}`,
    title: found.title[language],
    status: found.status,
    detail: found.detail[language],
    code: found.code,
    ...(found.clause ? { clause: found.clause } : {}),
    errors: found.errors.map((e) => ({
      path: e.path,
      code: e.code,
      ...(e.clause ? { clause: e.clause } : {}),
      message: e.message[language],
    })),
    allowed: found.allowed,
    request: requestId,
  };
}
