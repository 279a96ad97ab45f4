import { text } from '../../rules/text.ts';
import { type Attempt, actions, button, checkboxGroup, errorSummary, postForm, selectField, textField } from '../../web/form.ts';
import { html } from '../../web/html.ts';
import { spellInstant } from '../../web/language.ts';
import type { MemberVisit } from '../../web/page.ts';
import { emptyState, heading, notice, section, table } from '../../web/parts.ts';
import type { Page } from '../../web/visit.ts';
import { scopes } from '../policy.ts';
import { scopeNames } from '../role-names.ts';
import type { PersonalToken } from '../tokens.ts';
import { shownOnce } from './people-page.ts';

const words = {
  title: text('アクセストークン', 'Access tokens'),
  lead: text(
    '自分のプログラムから API を使うための鍵です。自分と今の組織にできることだけができます。',
    'Keys for using the API from your own programs. They can do only what you can do for the present organisation.',
  ),
  mine: text('有効なトークン', 'Tokens in use'),
  none: text('トークンはありません', 'You have no tokens'),
  name: text('名前', 'Name'),
  nameHint: text('何に使うかがわかる名前。例: 社内の申請システム', 'What it is for, e.g. “our filing system”.'),
  scopes: text('権限', 'Scopes'),
  until: text('有効期限', 'Expires'),
  used: text('最終利用', 'Last used'),
  never: text('未使用', 'Never'),
  revoke: text('失効させる', 'Revoke'),
  act: text('操作', 'Act'),
  issue: text('トークンを発行する', 'Issue a token'),
  days: text('有効日数', 'Days it lives'),
  issued: text('トークンを発行しました', 'The token was issued'),
  issuedWords: text('この値は今だけ表示されます。安全な場所に保管してください。', 'This value is shown only now. Keep it in a safe place.'),
  issuedAgain: text(
    'このトークンは既に発行されています。値は最初の一度だけ表示されました。',
    'This token exists already. Its value was shown once, the first time.',
  ),
  revoked: text('トークンを失効させました', 'The token was revoked'),
};

export interface TokensView {
  readonly tokens: readonly PersonalToken[];
  readonly attempt: Attempt;
  readonly secret?: string | 'shown-before';
}

/** One's own tokens: issue, see, revoke. */
export function tokensPage(visit: MemberVisit, { tokens, attempt, secret }: TokensView): Page {
  const { t, language } = visit;
  const list =
    tokens.length === 0
      ? emptyState(visit, words.none)
      : table(
          visit,
          [
            { label: words.name, head: true, cell: (one) => one.name },
            { label: words.scopes, cell: (one) => one.scopes.join(', ') },
            { label: words.until, tight: true, cell: (one) => spellInstant(language, one.until) },
            { label: words.used, tight: true, cell: (one) => (one.lastUsedAt ? spellInstant(language, one.lastUsedAt) : t(words.never)) },
            {
              label: words.act,
              cell: (one) => postForm(visit, visit.to(`/tokens/${one.id}/revoke`), button(visit, words.revoke, { kind: 'quiet' })),
            },
          ],
          tokens,
          { caption: words.mine },
        );
  const issue = postForm(
    visit,
    visit.to('/tokens'),
    html`${textField(visit, attempt, { name: 'name', label: words.name, hint: words.nameHint, required: true, maxLength: 100, width: 'medium' })}
${checkboxGroup(visit, attempt, { name: 'scopes', label: words.scopes, required: true, choices: scopes.map((scope) => ({ value: scope, label: scopeNames[scope] })), values: ['read'] })}
${selectField(visit, attempt, { name: 'days', label: words.days, value: '90', choices: ['7', '30', '90', '180', '366'].map((days) => ({ value: days, label: text(`${days}日`, `${days} days`) })) })}
${actions(button(visit, words.issue))}`,
  );
  return {
    title: words.title,
    body: html`${errorSummary(visit, attempt, { name: words.name, scopes: words.scopes, days: words.days })}${heading(visit, words.title, { lead: words.lead })}
${secret === 'shown-before' && notice(visit, 'info', words.issued, t(words.issuedAgain), true)}
${secret && secret !== 'shown-before' && notice(visit, 'good', words.issued, html`<p>${t(words.issuedWords)}</p>${shownOnce(visit, secret)}`, true)}
${visit.query['done'] === 'revoked' && notice(visit, 'good', words.revoked, undefined, true)}
${section(visit, words.mine, list)}${section(visit, words.issue, issue)}`,
  };
}
