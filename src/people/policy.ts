import { Forbidden } from '../rules/refusal.ts';
import { type Text, text } from '../rules/text.ts';

/** What an organisation is to the schemes it takes part in. */
export type OrganisationKind = 'applicant' | 'office' | 'government' | 'evaluator' | 'committee';

/** Roles by kind of organisation: a person holds one or more of them in each organisation they belong to. */
export const rolesOf = {
  applicant: ['editor', 'responsible'],
  office: ['officer', 'office-admin'],
  government: ['respondent'],
  evaluator: [],
  committee: ['member', 'chair'],
} as const satisfies Record<OrganisationKind, readonly string[]>;
export type Role = (typeof rolesOf)[OrganisationKind][number];

/** What a personal token may be used for. A token never holds more than its person, and never `people` unless asked for. */
export const scopes = ['read', 'write', 'people'] as const;
export type Scope = (typeof scopes)[number];

/** Who acts, for which organisation: always read from the session or the token, never from what was sent. */
export interface Principal {
  readonly person: { readonly id: string; readonly name: string };
  /** `name` is the Japanese name, which prevails. */
  readonly organisation: {
    readonly id: string;
    readonly name: string;
    readonly nameEn?: string;
    readonly kind: OrganisationKind;
    /** The schemes that an office or a committee works for; absent: all that run here. */
    readonly runs?: readonly string[];
  };
  readonly roles: readonly string[];
  readonly via: 'session' | 'token';
  /** Only with a token. */
  readonly scopes?: readonly string[];
}

/** The record acted upon, as far as the policy needs to know it. */
export interface PolicyRecord {
  /** The organisation the record belongs to; for a sealed extract, the body that was asked. */
  readonly organisation: string;
  /** Its state, where the row names states. */
  readonly state?: string;
  /** Opened by the office for the applicant, whose application came on paper. */
  readonly onBehalf?: boolean;
  /** The scheme it belongs to: an office reads and does nothing in the schemes of another. */
  readonly scheme?: string;
}

/** Does the person's organisation work for this scheme? One that is limited to others does not; an applicant is never limited. */
export const worksFor = ({ organisation }: Pick<Principal, 'organisation'>, scheme: string): boolean =>
  organisation.runs === undefined || organisation.runs.includes(scheme);

/** The schemes to which lists and searches are limited for this person; undefined: not limited. */
export const schemesOf = ({ organisation }: Pick<Principal, 'organisation'>): readonly string[] | undefined => organisation.runs;

interface Row {
  /** Roles that may, by kind of organisation. */
  readonly who: { readonly [Kind in OrganisationKind]?: readonly Role[] };
  /** own: only records of the principal's organisation. taken-in: only cases that the office opened for their applicant. any: of every organisation. */
  readonly whose: { readonly [Kind in OrganisationKind]?: 'own' | 'taken-in' | 'any' };
  readonly scope: Scope;
  /** Only in these states; left out, in every state (a move's own states are the rule book's). */
  readonly states?: readonly string[];
  /** What to say to those who may not. */
  readonly refusal: Text;
}

const applicants = ['editor', 'responsible'] as const;
const officers = ['officer'] as const;
const ownOnly = { applicant: 'own', office: 'own', government: 'own', committee: 'own' } as const;
const ownOrAny = { applicant: 'own', office: 'any', government: 'own' } as const;

/** The one policy table. Which role may make which move in which state is the rule book's (`by`); what is asked here is whose record it is. */
export const policy = {
  'people.read': {
    who: { applicant: applicants, office: ['officer', 'office-admin'], government: ['respondent'], committee: rolesOf.committee },
    whose: ownOnly,
    scope: 'read',
    refusal: text('自分の所属する組織の利用者だけを見ることができます。', 'You can see only the people of your own organisation.'),
  },
  'people.manage': {
    who: { applicant: ['responsible'], office: ['office-admin'], committee: ['chair'] },
    whose: ownOnly,
    scope: 'people',
    refusal: text(
      '招待・役割の変更・除名ができるのは、その組織の責任者(事務局では管理者、委員会では委員長)だけです。',
      'Only a responsible person of the organisation (in the office: an administrator, in a committee: its chair) can invite, change roles or remove.',
    ),
  },
  'organisation.found': {
    who: { office: ['office-admin'] },
    whose: { office: 'any' },
    scope: 'people',
    refusal: text('組織を登録できるのは事務局の管理者だけです。', 'Only an administrator of the office can register an organisation.'),
  },
  'token.own': {
    who: { applicant: applicants, office: ['officer', 'office-admin'], government: ['respondent'], committee: rolesOf.committee },
    whose: ownOnly,
    scope: 'people',
    refusal: text('自分のアクセストークンだけを発行・失効できます。', 'You can issue and revoke only your own access tokens.'),
  },
  'application.list': {
    who: { applicant: applicants, office: officers },
    whose: ownOrAny,
    scope: 'read',
    refusal: text(
      '申請の一覧は、申請者と事務局の担当者だけが見られます。',
      'Only applicants and officers of the office can list applications.',
    ),
  },
  'application.read': {
    who: { applicant: applicants, office: officers },
    whose: ownOrAny,
    scope: 'read',
    refusal: text('この申請を見る権限がありません。', 'You may not see this application.'),
  },
  'application.open': {
    who: { applicant: applicants },
    whose: { applicant: 'own' },
    scope: 'write',
    refusal: text('申請を始められるのは申請者の組織の人だけです。', 'Only people of an applicant organisation can start an application.'),
  },
  'application.edit': {
    who: { applicant: applicants, office: officers },
    whose: { applicant: 'own', office: 'taken-in' },
    scope: 'write',
    refusal: text(
      '申請書類を編集できるのは、その申請者の組織の人だけです。紙で届いた申請は、事務局の担当者も記入できます。',
      'Only people of the applicant organisation can edit its dossier; officers fill in what came on paper.',
    ),
  },
  'application.intake': {
    who: { office: officers },
    whose: { office: 'any' },
    scope: 'write',
    refusal: text(
      '紙で届いた申請を受け付けられるのは、事務局の担当者だけです。',
      'Only officers of the office can take in an application that came on paper.',
    ),
  },
  'application.move': {
    who: { applicant: applicants, office: officers },
    whose: ownOrAny,
    scope: 'write',
    refusal: text('この申請の手続きを進める権限がありません。', 'You may not act on this application.'),
  },
  'evidence.read': {
    who: { applicant: applicants },
    whose: { applicant: 'own' },
    scope: 'read',
    refusal: text(
      '証跡は申請者の手元に置かれ、その組織の人だけが開けます(L-3.4-10)。',
      'Evidence stays with the vendor: only people of that organisation can open it (L-3.4-10).',
    ),
  },
  'evidence.write': {
    who: { applicant: applicants },
    whose: { applicant: 'own' },
    scope: 'write',
    refusal: text('証跡を登録・削除できるのは、その組織の人だけです。', 'Only people of the organisation can add or delete its evidence.'),
  },
  'handed-over.read': {
    who: { applicant: applicants, office: officers, committee: rolesOf.committee },
    whose: { applicant: 'own', office: 'any', committee: 'any' },
    scope: 'read',
    refusal: text(
      '提出された資料を開けるのは、申請者、事務局の担当者、及び意見聴取中の委員だけです。',
      'What was handed over is open to the applicant, the officers, and a committee while it is heard.',
    ),
  },
  'hearing.read': {
    who: { office: officers, committee: rolesOf.committee },
    whose: { office: 'any', committee: 'any' },
    scope: 'read',
    refusal: text(
      '委員会の資料を見られるのは、事務局の担当者と委員だけです。',
      'Only officers of the office and members of the committee can see what is put before it.',
    ),
  },
  'hearing.act': {
    who: { committee: rolesOf.committee },
    whose: { committee: 'any' },
    scope: 'write',
    refusal: text(
      '意見を述べ、審議を回避できるのは委員だけです。',
      'Only members of the committee can give an opinion or recuse themselves.',
    ),
  },
  'queue.read': {
    who: { office: officers },
    whose: { office: 'any' },
    scope: 'read',
    refusal: text('処理待ちの一覧は事務局の担当者だけが見られます。', 'Only officers of the office can see the queue.'),
  },
  'inquiry.ask': {
    who: { office: officers },
    whose: { office: 'any' },
    scope: 'write',
    refusal: text(
      '政府機関への照会は事務局の担当者だけが行えます(L-3.5-4)。',
      'Only officers of the office can put the government inquiry (L-3.5-4).',
    ),
  },
  'inquiry.read': {
    who: { office: officers, government: ['respondent'] },
    whose: { office: 'any', government: 'own' },
    scope: 'read',
    refusal: text('この情報を見る権限がありません(L-3.5-4)。', 'You may not see this (L-3.5-4).'),
  },
  'inquiry.answer': {
    who: { government: ['respondent'] },
    whose: { government: 'own' },
    scope: 'write',
    refusal: text(
      '照会に回答できるのは、照会を受けた政府機関の回答者だけです(L-3.5-4)。',
      'Only a respondent of the body that was asked can answer (L-3.5-4).',
    ),
  },
  'attestation.read': {
    who: { applicant: applicants, office: officers },
    whose: ownOrAny,
    scope: 'read',
    refusal: text('この証明の内部情報を見る権限がありません。', 'You may not see the internal record of this attestation.'),
  },
  'attestation.move': {
    who: { applicant: applicants, office: officers },
    whose: ownOrAny,
    scope: 'write',
    refusal: text('この証明の手続きを進める権限がありません。', 'You may not act on this attestation.'),
  },
  'sample.draw': {
    who: { office: officers },
    whose: { office: 'any' },
    scope: 'write',
    refusal: text('抽出検査の抽出を行えるのは、事務局の担当者だけです。', 'Only officers of the office can draw what is inspected.'),
  },
  'voices.read': {
    who: { office: officers },
    whose: { office: 'any' },
    scope: 'read',
    refusal: text('寄せられた声を見られるのは、事務局の担当者だけです。', 'Only officers of the office can see what the public reported.'),
  },
  'voices.handle': {
    who: { office: officers },
    whose: { office: 'any' },
    scope: 'write',
    refusal: text(
      '寄せられた声を取り扱えるのは、事務局の担当者だけです。',
      'Only officers of the office can handle what the public reported.',
    ),
  },
  'voices.answer': {
    who: { applicant: applicants },
    whose: { applicant: 'own' },
    scope: 'write',
    refusal: text(
      '質問に答えられるのは、その製品・サービスの事業者の人だけです。',
      'Only people of the vendor or provider can answer its questions.',
    ),
  },
  'return.read': {
    who: { applicant: applicants, office: officers },
    whose: ownOrAny,
    scope: 'read',
    refusal: text(
      '返却される書類は、その申請者と事務局の担当者だけが見られます。',
      'Documents that are returned are seen by their applicant and the officers only.',
    ),
  },
  'return.keep': {
    who: { office: officers },
    whose: { office: 'any' },
    scope: 'write',
    refusal: text('書類の返却を進められるのは事務局の担当者だけです。', 'Only officers of the office can return documents.'),
  },
  'directory.read': {
    who: { office: ['officer', 'office-admin'] },
    whose: { office: 'any' },
    scope: 'read',
    refusal: text('名簿の変更の記録を見られるのは事務局の人だけです。', 'Only people of the office can see who changed the directory.'),
  },
  'directory.keep': {
    who: { office: ['officer', 'office-admin'] },
    whose: { office: 'any' },
    scope: 'write',
    refusal: text(
      '名簿に記載し、その有効を終わらせることができるのは事務局の人だけです。',
      'Only people of the office can add to the directory and end its entries.',
    ),
  },
  'money.read': {
    who: { applicant: applicants, office: ['officer', 'office-admin'] },
    whose: ownOrAny,
    scope: 'read',
    refusal: text(
      '請求と入金は、その申請者と事務局の担当者だけが見られます。',
      'Charges and payments are seen by their applicant and by the office only.',
    ),
  },
  'money.desk': {
    who: { office: ['officer', 'office-admin'] },
    whose: { office: 'any' },
    scope: 'read',
    refusal: text('入金の一覧は事務局の担当者だけが見られます。', 'Only people of the office can see all payments.'),
  },
  'money.keep': {
    who: { office: officers },
    whose: { office: 'any' },
    scope: 'write',
    refusal: text('入金を記録し、確認できるのは事務局の担当者だけです。', 'Only officers of the office can record and confirm payments.'),
  },
  'money.settings': {
    who: { office: ['office-admin'] },
    whose: { office: 'any' },
    scope: 'write',
    refusal: text(
      '請求書の発行者と振込先を定められるのは事務局の管理者だけです。',
      'Only an administrator of the office can set who issues invoices and where to pay.',
    ),
  },
} as const satisfies Record<string, Row>;

export type ActId = keyof typeof policy;

/**
 * May this person do this to this record? 'yes', or the refusal to show. `record` is left out for acts on no record yet
 * (a list, a beginning): then only role and scope count.
 */
export function may(person: Principal, act: ActId, record?: PolicyRecord): 'yes' | Forbidden {
  const row: Row = policy[act];
  const { kind, id } = person.organisation;
  const allowed: readonly string[] = row.who[kind] ?? [];
  if (!person.roles.some((role) => allowed.includes(role))) return new Forbidden(row.refusal);
  if (person.via === 'token' && !person.scopes?.includes(row.scope)) {
    return new Forbidden(
      text(`このトークンには権限(スコープ)「${row.scope}」がありません。`, `This token does not have the scope "${row.scope}".`),
    );
  }
  const whose = row.whose[kind];
  if (record && whose === 'taken-in' && !record.onBehalf) return new Forbidden(row.refusal);
  if (record && whose !== 'any' && whose !== 'taken-in' && record.organisation !== id) return new Forbidden(row.refusal);
  if (record?.scheme !== undefined && !worksFor(person, record.scheme)) return new Forbidden(row.refusal);
  if (record?.state !== undefined && row.states && !row.states.includes(record.state)) return new Forbidden(row.refusal);
  return 'yes';
}

/** Like may, but throws the refusal. */
export function assertMay(person: Principal, act: ActId, record?: PolicyRecord): void {
  const answer = may(person, act, record);
  if (answer !== 'yes') throw answer;
}

const bookRolesOf = {
  editor: ['applicant-editor'],
  responsible: ['applicant-responsible', 'applicant-editor'],
  officer: ['officer'],
  'office-admin': ['office-admin'],
  respondent: ['government'],
  member: ['committee-member'],
  chair: ['committee-member'],
} as const satisfies Record<Role, readonly string[]>;

const isRole = (role: string): role is Role => role in bookRolesOf;

/** The roles a rule book's `by` lists speak of, for what this person holds here. The responsible person is an editor too. */
export function bookRoles(person: Pick<Principal, 'roles'>): readonly string[] {
  return [...new Set(person.roles.flatMap((role) => (isRole(role) ? bookRolesOf[role] : [])))];
}

const mayGrant = {
  editor: [],
  responsible: ['editor', 'responsible'],
  officer: [],
  'office-admin': ['officer', 'office-admin'],
  respondent: [],
  member: [],
  chair: ['member', 'chair'],
} as const satisfies Record<Role, readonly Role[]>;

/** The roles this person may give to another in their own organisation: never one above their own. */
export function grantable(person: Pick<Principal, 'roles'>): readonly Role[] {
  return [...new Set(person.roles.flatMap((role): readonly Role[] => (isRole(role) ? mayGrant[role] : [])))];
}

/** Roles that exist in a kind of organisation, e.g. to check what was sent. */
export const isRoleOf = (kind: OrganisationKind, role: string): role is Role => rolesOf[kind].some((known) => known === role);

/** Who acted, as the history keeps it. The role named is the one that allowed the act, when given. */
export function actorOf(
  person: Principal,
  role?: string,
): { person: string; organisation: string; role: string; via: 'session' | 'token' } {
  return { person: person.person.id, organisation: person.organisation.id, role: role ?? person.roles.join('+'), via: person.via };
}
