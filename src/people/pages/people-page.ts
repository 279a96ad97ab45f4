import { text } from '../../rules/text.ts';
import {
  type Attempt,
  actions,
  button,
  type Choice,
  checkboxGroup,
  errorSummary,
  firstShowing,
  postForm,
  radioGroup,
  textField,
} from '../../web/form.ts';
import { html, type Piece } from '../../web/html.ts';
import { spellDay, spellInstant } from '../../web/language.ts';
import type { MemberVisit } from '../../web/page.ts';
import { emptyState, fold, heading, notice, section, table } from '../../web/parts.ts';
import type { Page } from '../../web/visit.ts';
import type { Member } from '../memberships.ts';
import { grantable, may, rolesOf } from '../policy.ts';
import { kindNames, roleDuty, roleName } from '../role-names.ts';

const words = {
  title: text('組織の利用者', 'People of the organisation'),
  members: text('利用者', 'Members'),
  name: text('氏名', 'Name'),
  roles: text('役割', 'Roles'),
  since: text('参加日', 'Since'),
  edit: text('変更', 'Change'),
  you: text('(自分)', '(you)'),
  editWhom: text('役割の変更・除名', 'Change roles or remove'),
  save: text('役割を変更する', 'Change the roles'),
  remove: text('除名する(すぐに使えなくなります)', 'Remove (access ends at once)'),
  invitations: text('招待中', 'Open invitations'),
  noInvitations: text('招待中の人はいません', 'Nobody is invited at the moment'),
  until: text('有効期限', 'Valid until'),
  cancel: text('招待を取り消す', 'Cancel the invitation'),
  invite: text('利用者を招待する', 'Invite somebody'),
  inviteLead: text(
    '一度だけ使えるリンクを作ります。リンクを本人に渡してください。14日で無効になります。',
    'This makes a link that works once. Hand it to the person. It expires after 14 days.',
  ),
  inviteRole: text('招待する人の役割', 'Role of the person'),
  inviteDo: text('招待リンクを作る', 'Make an invitation link'),
  found: text('組織を登録して最初の人を招待する', 'Register an organisation and invite its first person'),
  foundLead: text(
    '申請者の組織には責任者を、政府機関には照会回答者を、委員会には委員長を招待します。',
    'An applicant’s responsible person, a government body’s respondent, or a committee’s chair is invited.',
  ),
  kind: text('組織の種類', 'Kind of organisation'),
  nameJa: text('名称(日本語)', 'Name in Japanese'),
  nameEn: text('名称(英語)', 'Name in English'),
  number: text('法人番号', 'Corporate number'),
  numberHint: text(
    '13桁。国外の法人など、番号がない場合は空欄にします。',
    '13 digits. Leave empty where there is none, e.g. for a foreign company.',
  ),
  foundDo: text('組織を登録し、招待リンクを作る', 'Register the organisation and make an invitation link'),
  made: text('招待リンクを作りました', 'The invitation link is ready'),
  madeWords: text('このリンクは今だけ表示されます。本人に渡してください。', 'This link is shown only now. Hand it to the person.'),
  madeAgain: text(
    'この招待は既に作られています。リンクは最初の一度だけ表示されました。',
    'This invitation exists already. Its link was shown once, the first time.',
  ),
  copy: text('コピーする', 'Copy'),
  copied: text('コピーしました', 'Copied'),
  changed: text('変更しました', 'Changed'),
};

const fieldLabels = {
  role: words.inviteRole,
  roles: words.roles,
  kind: words.kind,
  nameJa: words.nameJa,
  nameEn: words.nameEn,
  corporateNumber: words.number,
};

const separator = (visit: MemberVisit): string => (visit.language === 'ja' ? '・' : ', ');

export interface PeopleView {
  readonly members: readonly Member[];
  readonly invitations: readonly { readonly id: string; readonly role: string; readonly until: string }[];
  /** A link just made, to show once. */
  readonly link?: string | 'shown-before';
  readonly attempt?: Attempt;
  /** Which form the attempt belongs to. */
  readonly tried?: 'invite' | 'found' | 'roles';
}

const roleChoices = (visit: MemberVisit): Choice[] =>
  grantable(visit.principal).map((role) => ({ value: role, label: roleName(role), hint: roleDuty(role) }));

function memberActions(visit: MemberVisit, member: Member): Piece {
  const { t } = visit;
  const choices = rolesOf[visit.principal.organisation.kind].map((role) => ({ value: role, label: roleName(role), hint: roleDuty(role) }));
  const base = visit.to(`/people/${encodeURIComponent(member.person)}`);
  return fold(
    html`<span class="sr">${member.name}: </span>${t(words.editWhom)}`,
    html`<div class="stack">${postForm(
      visit,
      `${base}/roles`,
      html`${checkboxGroup(visit, firstShowing, { name: 'roles', idIn: member.person, label: words.roles, choices, values: member.roles })}${actions(button(visit, words.save, { kind: 'secondary' }))}`,
    )}${postForm(visit, `${base}/remove`, actions(button(visit, words.remove, { kind: 'danger' })))}</div>`,
  );
}

/** A link shown once, with a button to copy it. */
export const shownOnce = (visit: MemberVisit, secret: string): Piece =>
  html`<code class="secret" id="shown-once">${secret}</code><button class="button button-secondary button-small" type="button" hidden data-copy="shown-once" data-copied="${visit.t(words.copied)}">${visit.t(words.copy)}</button>`;

/** Who belongs to the visitor's organisation, and, for those who may, inviting, changing and removing. */
export function peoplePage(visit: MemberVisit, view: PeopleView): Page {
  const { t, language, principal } = visit;
  const manages = may(principal, 'people.manage', { organisation: principal.organisation.id }) === 'yes';
  const founds = may(principal, 'organisation.found') === 'yes';
  const attemptOf = (form: PeopleView['tried']): Attempt => (view.tried === form && view.attempt ? view.attempt : firstShowing);
  const memberTable = table<Member>(
    visit,
    [
      {
        label: words.name,
        head: true,
        cell: (m) => html`${m.name}${m.person === principal.person.id && html` <span class="quiet">${t(words.you)}</span>`}`,
      },
      { label: words.roles, cell: (m) => m.roles.map((role) => t(roleName(role))).join(separator(visit)) },
      { label: words.since, tight: true, cell: (m) => spellDay(language, m.since.slice(0, 10)) },
      ...(manages ? [{ label: words.edit, cell: (m: Member) => memberActions(visit, m) }] : []),
    ],
    view.members,
    { caption: words.members },
  );
  const invitationTable =
    view.invitations.length === 0
      ? emptyState(visit, words.noInvitations)
      : table(
          visit,
          [
            { label: words.roles, head: true, cell: (i) => t(roleName(i.role)) },
            { label: words.until, tight: true, cell: (i) => spellInstant(language, i.until) },
            {
              label: words.edit,
              cell: (i) => postForm(visit, visit.to(`/people/invitations/${i.id}/cancel`), button(visit, words.cancel, { kind: 'quiet' })),
            },
          ],
          view.invitations,
          { caption: words.invitations },
        );
  const inviteForm = postForm(
    visit,
    visit.to('/people/invite'),
    html`${radioGroup(visit, attemptOf('invite'), { name: 'role', label: words.inviteRole, choices: roleChoices(visit), required: true })}${actions(button(visit, words.inviteDo))}`,
  );
  const found = attemptOf('found');
  const foundForm = postForm(
    visit,
    visit.to('/people/organisations'),
    html`${radioGroup(visit, found, {
      name: 'kind',
      label: words.kind,
      required: true,
      inline: true,
      choices: (['applicant', 'government', 'committee'] as const).map((kind) => ({ value: kind, label: kindNames[kind] })),
    })}
${textField(visit, found, { name: 'nameJa', label: words.nameJa, required: true, maxLength: 200 })}
${textField(visit, found, { name: 'nameEn', label: words.nameEn, required: true, maxLength: 200 })}
${textField(visit, found, { name: 'corporateNumber', label: words.number, hint: words.numberHint, required: false, width: 'medium', inputMode: 'numeric' })}
${actions(button(visit, words.foundDo))}`,
  );
  return {
    title: words.title,
    body: html`${view.attempt && errorSummary(visit, view.attempt, fieldLabels)}
${heading(visit, words.title, { above: language === 'ja' ? principal.organisation.name : (principal.organisation.nameEn ?? principal.organisation.name) })}
${view.link === 'shown-before' && notice(visit, 'info', words.made, t(words.madeAgain), true)}
${view.link && view.link !== 'shown-before' && notice(visit, 'good', words.made, html`<p>${t(words.madeWords)}</p>${shownOnce(visit, view.link)}`, true)}
${visit.query['done'] && notice(visit, 'good', words.changed, undefined, true)}
${section(visit, words.members, memberTable)}
${manages && section(visit, words.invitations, invitationTable)}
${manages && section(visit, words.invite, inviteForm, { lead: words.inviteLead, id: 'invite' })}
${founds && section(visit, words.found, foundForm, { lead: words.foundLead, id: 'found' })}`,
  };
}
