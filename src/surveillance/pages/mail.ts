import { type Text, text } from '../../rules/text.ts';
import { button, postForm } from '../../web/form.ts';
import { type Html, html } from '../../web/html.ts';
import { spellInstant } from '../../web/language.ts';
import type { MemberVisit } from '../../web/page.ts';
import { backLink, chip, emptyState, factList, heading, notice, type Tone, table } from '../../web/parts.ts';
import type { Page } from '../../web/visit.ts';
import type { MailWay } from '../mail-job.ts';
import type { MailStanding, OutboxMail } from '../outbox.ts';
import { places } from '../places.ts';

const words = {
  title: text('お知らせメール', 'Mail'),
  back: text('これから起きること', 'What is about to happen'),
  backToList: text('お知らせメールの一覧', 'All mail'),
  subject: text('件名', 'Subject'),
  to: text('宛先', 'To'),
  queued: text('作成', 'Written'),
  standing: text('状態', 'State'),
  tries: text('送信の試行', 'Tries'),
  error: text('送信できなかった理由', 'Why it failed'),
  next: text('次の送信', 'Next try'),
  none: text('お知らせはまだありません', 'No mail yet'),
  noneNext: text(
    '期限やお知らせの日が来たとき、申請者の手続きを待つことになったときに作成されます。',
    'Mail is written on the days of the calendar, and when something waits for an applicant.',
  ),
  again: text('送信できなかったものをすぐに再送する', 'Send what failed again now'),
  text: text('本文', 'Text'),
};

const leads: Record<MailWay, Text> = {
  smtp: text(
    '期日のお知らせと、申請者の手続きを待つことになったときのお知らせを送信しています。',
    'Reminders, and letters when something waits for an applicant, are sent.',
  ),
  outbox: text(
    'デモでは送信しません。本番で送信される内容を、そのまま表示しています。',
    'A demonstration sends nothing. This is what would have been sent.',
  ),
  none: text(
    'メールサーバーが設定されていないため、お知らせは送信していません。期日は画面だけで確認できます。',
    'No mail server is set, so no mail is sent. Dates are told on the pages only.',
  ),
};

const NOT_SET: Text = text('メールは送信されていません', 'No mail is being sent');
const HOW_TO_SET: Text = text(
  'サーバーの管理者が AKASHI_SMTP_URL と AKASHI_MAIL_FROM を設定すると、以後のお知らせから送信されます。',
  'Once whoever runs the server sets AKASHI_SMTP_URL and AKASHI_MAIL_FROM, mail is sent from then on.',
);

const standings: Record<MailStanding, { readonly tone: Tone; readonly word: (way: MailWay) => Text }> = {
  waiting: { tone: 'waiting', word: () => text('送信待ち', 'Waiting') },
  done: { tone: 'good', word: (way) => (way === 'outbox' ? text('作成済み(送信しない)', 'Written, not sent') : text('送信済み', 'Sent')) },
  failing: { tone: 'action', word: () => text('失敗・再送予定', 'Failed, will be tried again') },
  'given-up': { tone: 'bad', word: () => text('送信できませんでした', 'Could not be sent') },
};

const standing = (visit: MemberVisit, mail: OutboxMail, way: MailWay): Html =>
  chip(visit, standings[mail.standing].tone, standings[mail.standing].word(way));

/** Was everybody reached? What was sent, what failed and why. */
export function mailPage(visit: MemberVisit, mails: readonly OutboxMail[], way: MailWay): Page {
  const { t, language } = visit;
  const failed = mails.filter((each) => each.error !== null && each.doneAt === null).length;
  const failure = text(`送信できていないメールが${failed}件あります`, `${failed} could not be sent so far`);
  return {
    title: words.title,
    variant: 'office',
    body: html`${backLink(visit, words.back, visit.to(places.office))}${heading(visit, words.title, { lead: leads[way] })}
${way === 'none' && notice(visit, 'warning', NOT_SET, html`<p>${t(HOW_TO_SET)}</p>`)}
${failed > 0 && notice(visit, 'bad', failure, postForm(visit, visit.to(`${places.mail}/again`), button(visit, words.again, { kind: 'secondary' }), { inline: true }))}
${
  mails.length === 0
    ? emptyState(visit, words.none, t(words.noneNext))
    : table(
        visit,
        [
          {
            label: words.subject,
            head: true,
            cell: (mail: OutboxMail) => html`<a href="${visit.to(places.oneMail(mail.id))}"><span lang="ja">${mail.subject}</span></a>`,
          },
          { label: words.to, cell: (mail) => html`${mail.to} <span class="quiet">${t(mail.organisation)}</span>` },
          { label: words.standing, tight: true, cell: (mail) => standing(visit, mail, way) },
          { label: words.queued, tight: true, cell: (mail) => spellInstant(language, mail.queuedAt) },
          ...(way === 'outbox'
            ? []
            : [{ label: words.tries, tight: true, align: 'end' as const, cell: (mail: OutboxMail) => String(mail.attempts) }]),
        ],
        mails,
        { caption: words.title },
      )
}`,
  };
}

/** One mail in plain text, as it is sent. */
export function oneMailPage(visit: MemberVisit, mail: OutboxMail, way: MailWay): Page {
  const { t, language } = visit;
  const willTry = mail.standing === 'failing';
  return {
    title: words.title,
    variant: 'office',
    body: html`${backLink(visit, words.backToList, visit.to(places.mail))}${heading(visit, text(mail.subject, mail.subject), { chip: standing(visit, mail, way) })}
${factList(visit, [
  { name: words.to, value: html`${mail.to} <span class="quiet">${t(mail.organisation)}</span>` },
  { name: words.queued, value: spellInstant(language, mail.queuedAt) },
  ...(mail.error !== null && mail.doneAt === null ? [{ name: words.error, value: html`<span class="code">${mail.error}</span>` }] : []),
  ...(willTry ? [{ name: words.next, value: spellInstant(language, mail.dueAt) }] : []),
])}
<h2 class="sr">${t(words.text)}</h2><pre class="mail-text" lang="ja">${mail.text}</pre>`,
  };
}
