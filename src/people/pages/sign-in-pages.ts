import { text } from '../../rules/text.ts';
import { actions, button, buttonLink, hiddenField } from '../../web/form.ts';
import { html } from '../../web/html.ts';
import { icon } from '../../web/icons.ts';
import { spellInstant } from '../../web/language.ts';
import { emptyState, factList, heading, notice } from '../../web/parts.ts';
import type { Page, Visit } from '../../web/visit.ts';
import type { Invitation } from '../invitations.ts';
import type { Membership } from '../memberships.ts';
import { kindNames, roleName } from '../role-names.ts';

const words = {
  signIn: text('サインイン', 'Sign in'),
  signInLead: text(
    '申請者・制度事務局・政府機関の方のための入口です。ラベルを調べるだけなら、サインインは要りません。',
    'For applicants, the scheme office and government bodies. Looking up a label needs no sign-in.',
  ),
  go: text('認証サービスでサインインする', 'Sign in with the sign-in service'),
  goDemo: text('デモの利用者を選んでサインインする', 'Choose a demo person and sign in'),
  noPassword: text(
    'Akashi はパスワードを持ちません。本人の確認は外部の認証サービスで行い、終わるとここへ戻ります。',
    'Akashi keeps no passwords. Another service confirms who you are and brings you back here.',
  ),
  firstTime: text('はじめて利用するとき', 'The first time'),
  firstTimeWords: text(
    '所属する組織の責任者(事務局では管理者)から届く招待リンクを開いてください。',
    'Open the invitation link that the responsible person of your organisation (or the office’s administrator) sends you.',
  ),
  trouble: text('サインインできませんでした', 'You were not signed in'),
  troubleWords: text(
    '時間がたちすぎたか、途中でやめたか、別のブラウザーで続けたことが考えられます。何も変更されていません。',
    'It may have taken too long, been stopped on the way, or gone on in another browser. Nothing was changed.',
  ),
  again: text('もう一度サインインする', 'Sign in again'),
  nobody: text('まだ利用者として登録されていません', 'You are not registered yet'),
  nobodyWords: text(
    '本人の確認はできましたが、この人を招いた組織がありません。所属する組織の責任者に招待を依頼し、届いたリンクを開いてください。',
    'You were recognised, but no organisation has invited you. Ask the responsible person of your organisation for an invitation and open its link.',
  ),
  other: text('別の人としてサインインする', 'Sign in as somebody else'),
  out: text('サインアウトしました', 'You are signed out'),
  outWords: text(
    'このブラウザーでの利用を終えました。認証サービス側のサインインは、そのサービスで終えてください。',
    'This browser no longer speaks for you here. To end the session at the sign-in service, sign out there as well.',
  ),
  start: text('はじめのページへ', 'To the start page'),
  choose: text('どの組織の人として操作しますか', 'For which organisation are you acting?'),
  chooseLead: text(
    'この後の操作は、選んだ組織の行いとして記録されます。',
    'What you do next is recorded as done for the organisation you choose.',
  ),
  none: text('所属している組織がありません', 'You belong to no organisation'),
  noneWords: text(
    '除名されたか、まだ招待を受けていません。組織の責任者に確認してください。',
    'You were removed, or have not been invited. Ask the organisation’s responsible person.',
  ),
  invited: text('招待が届いています', 'You are invited'),
  organisation: text('組織', 'Organisation'),
  role: text('役割', 'Role'),
  until: text('有効期限', 'Valid until'),
  you: text('参加する人', 'Joining as'),
  joinIt: text('この組織に参加する', 'Join this organisation'),
  joinSignIn: text('サインインして参加に進む', 'Sign in to join'),
};

const startAddress = (visit: Visit, back: string): string => `/sign-in/start?lang=${visit.language}&return=${encodeURIComponent(back)}`;

/** The way in: what it is for, and the one button. */
export function signInPage(visit: Visit, back: string): Page {
  const { t } = visit;
  return {
    title: words.signIn,
    variant: 'public',
    body: html`<div class="narrow stack">${heading(visit, words.signIn, { lead: words.signInLead })}
${actions(buttonLink(visit, visit.demo ? words.goDemo : words.go, startAddress(visit, back)))}
<p class="quiet">${t(words.noPassword)}</p>
<section class="section"><h2>${t(words.firstTime)}</h2><p>${t(words.firstTimeWords)}</p></section></div>`,
  };
}

const told =
  (title: { ja: string; en: string }, said: { ja: string; en: string }, next: (visit: Visit) => ReturnType<typeof html>, status = 200) =>
  (visit: Visit): Page => ({
    title,
    variant: 'public',
    status,
    body: html`<div class="narrow stack">${heading(visit, title, { lead: said })}${next(visit)}</div>`,
  });

export const troublePage = told(words.trouble, words.troubleWords, (visit) =>
  actions(buttonLink(visit, words.again, visit.to('/sign-in'))),
);
export const nobodyPage = told(
  words.nobody,
  words.nobodyWords,
  (visit) => actions(buttonLink(visit, words.other, startAddress(visit, visit.to('/home')), 'secondary')),
  403,
);
export const signedOutPage = told(words.out, words.outWords, (visit) =>
  actions(buttonLink(visit, words.again, visit.to('/sign-in')), buttonLink(visit, words.start, visit.to('/'), 'secondary')),
);

/** One button for each organisation the person belongs to. */
export function choosePage(visit: Visit, all: readonly Membership[], back: string): Page {
  const { t, language } = visit;
  if (all.length === 0)
    return {
      title: words.none,
      variant: 'plain',
      body: html`${heading(visit, words.none)}${emptyState(visit, words.none, t(words.noneWords))}`,
    };
  return {
    title: words.choose,
    variant: 'plain',
    body: html`<div class="narrow">${heading(visit, words.choose, { lead: words.chooseLead })}
<form method="post" action="${visit.to('/choose')}">${hiddenField('_csrf', visit.csrf)}${hiddenField('return', back)}<ul class="choice-list">${all.map(
      ({ organisation, roles }) =>
        html`<li><button class="choice-card" type="submit" name="organisation" value="${organisation.id}"${organisation.id === visit.principal?.organisation.id ? html` aria-current="true"` : ''}><span class="choice-card-title">${language === 'ja' ? organisation.nameJa : organisation.nameEn}</span><span class="choice-card-words">${t(kindNames[organisation.kind])} — ${roles.map((role) => t(roleName(role))).join(language === 'ja' ? '・' : ', ')}</span>${icon('arrow')}</button></li>`,
    )}</ul></form></div>`,
  };
}

/** Who invites to what; joining needs one deliberate press. */
export function invitationPage(
  visit: Visit,
  { invitation, code, who, csrf }: { invitation: Invitation; code: string; who: string | undefined; csrf: string },
): Page {
  const { t, language } = visit;
  const { organisation, role, until } = invitation;
  const facts = [
    {
      name: words.organisation,
      value: html`<strong>${language === 'ja' ? organisation.nameJa : organisation.nameEn}</strong> (${t(kindNames[organisation.kind])})`,
    },
    { name: words.role, value: t(roleName(role)) },
    { name: words.until, value: spellInstant(language, until) },
    ...(who ? [{ name: words.you, value: who }] : []),
  ];
  const here = `${visit.to('/invitation')}?code=${encodeURIComponent(code)}`;
  return {
    title: words.invited,
    variant: 'public',
    body: html`<div class="narrow stack">${heading(visit, words.invited)}${factList(visit, facts)}
${
  who
    ? html`<form method="post" action="${visit.to('/invitation')}">${hiddenField('_csrf', csrf)}${hiddenField('code', code)}${actions(button(visit, words.joinIt), buttonLink(visit, words.other, startAddress(visit, here), 'quiet'))}</form>`
    : html`${notice(visit, 'info', words.noPassword)}${actions(buttonLink(visit, words.joinSignIn, startAddress(visit, here)))}`
}</div>`,
  };
}
