import { type Text, text } from '../rules/text.ts';
import type { OrganisationKind, Role, Scope } from './policy.ts';

const roleNames = {
  editor: text('編集者', 'Editor'),
  responsible: text('責任者', 'Responsible person'),
  officer: text('事務局担当', 'Officer'),
  'office-admin': text('事務局管理者', 'Office administrator'),
  respondent: text('照会回答者', 'Respondent'),
  member: text('委員', 'Member'),
  chair: text('委員長', 'Chair'),
} as const satisfies Record<Role, Text>;

/** What a role is called; an unknown one by its own id. */
export const roleName = (role: string): Text => (role in roleNames ? roleNames[role as Role] : text(role, role));

const roleDuties = {
  editor: text('申請書類と証跡を編集します。提出はできません。', 'Edits dossiers and evidence; cannot submit.'),
  responsible: text('提出・報告・終了を行い、利用者を管理します。', 'Submits, reports and ends; manages the people.'),
  officer: text('形式確認・照会・判断・発行を行います。', 'Checks forms, inquires, decides and issues.'),
  'office-admin': text('事務局の利用者と、申請者の組織を管理します。', 'Manages the office’s people and registers organisations.'),
  respondent: text('政府機関照会に回答します。', 'Answers government inquiries.'),
  member: text('付議された案件の資料を読み、意見を述べます。', 'Reads the cases put before the committee and gives an opinion.'),
  chair: text('委員として意見を述べ、委員会の利用者を管理します。', 'Gives an opinion as a member, and manages the committee’s people.'),
} as const satisfies Record<Role, Text>;

/** One sentence of what a role does. */
export const roleDuty = (role: Role): Text => roleDuties[role];

export const kindNames = {
  applicant: text('申請者', 'Applicant'),
  office: text('制度事務局', 'Scheme office'),
  government: text('政府機関', 'Government body'),
  evaluator: text('評価機関', 'Evaluation body'),
  committee: text('委員会', 'Committee'),
} as const satisfies Record<OrganisationKind, Text>;

export const scopeNames = {
  read: text('読み取り(自分が見られるものを取得する)', 'Read (get what you may see)'),
  write: text('書き込み(申請書類の編集・手続き)', 'Write (edit dossiers, act on cases)'),
  people: text('利用者管理(招待・役割・トークン)', 'People (invitations, roles, tokens)'),
} as const satisfies Record<Scope, Text>;
