import { z } from 'zod';
import type { Finding, Judge } from '../../src/check/probe.ts';
import { visible } from '../../src/check/visible.ts';
import { type Text, text } from '../../src/rules/text.ts';
import type { Verdict } from '../../src/rules/verdict.ts';
import { policySays, type Topic } from './policy-words.ts';
import { type SecurityTxt, securityTxtIn } from './security-txt.ts';

const Fetched = z.strictObject({
  /** Where it was looked for, and where redirects led. */
  url: z.string().max(2000),
  finalUrl: z.string().max(2000),
  outcome: z.enum(['read', 'status', 'unreachable', 'too-many-redirects', 'refused-redirect', 'not-text']),
  status: z.number().int().optional(),
  /** Its text without markup. */
  text: z.string().max(120_000).optional(),
});
const Seen = z.enum(['there', 'not-there', 'not-asked']);
const DisclosurePolicy = z.strictObject({
  /** ISO 8601 instant of the fetch. */
  at: z.string().max(40),
  policy: Fetched,
  securityTxt: Fetched,
  /** The profile says that there is a security.txt. */
  isSecurityTxtDeclared: z.boolean(),
  /** What a person read in the policy, of what could not be told for sure. */
  person: z.strictObject({ contact: Seen, acknowledgement: Seen, progress: Seen }),
});
export type DisclosurePolicy = z.infer<typeof DisclosurePolicy>;
export type Fetched = z.infer<typeof Fetched>;

/** How vulnerabilities are handled, as anyone can read it: a contact, when a report is acknowledged, and when progress is told. */
export const disclosurePolicy: Judge<DisclosurePolicy> = {
  id: 'disclosure-policy',
  version: 1,
  title: text('脆弱性開示ポリシー', 'Vulnerability disclosure policy'),
  after: [],
  aspects: {
    contact: text('報告の窓口', 'Contact for reports'),
    acknowledgement: text('受領を知らせる時期', 'When receipt is acknowledged'),
    progress: text('進捗を知らせる時期', 'When progress is told'),
    'security-txt': text('security.txt(RFC 9116)', 'security.txt (RFC 9116)'),
  },
  effort: {
    unattendedSeconds: 5,
    personMinutes: 3,
    prerequisites: [
      text(
        'ポリシーの URL がプロファイルの disclosure にあり、試験用コンピュータから読めること。',
        'The address of the policy stands in the profile (disclosure) and can be read from here.',
      ),
    ],
  },
  shape: DisclosurePolicy,
  judge: ({ data }) => {
    const file = securityTxtOf(data);
    return [
      ...(['contact', 'acknowledgement', 'progress'] as const).map((topic) => judgeTopic(topic, data, file)),
      judgeSecurityTxt(data, file),
    ];
  },
};

const securityTxtOf = ({ securityTxt }: DisclosurePolicy): SecurityTxt | undefined =>
  securityTxt.outcome === 'read' && securityTxt.text !== undefined ? securityTxtIn(securityTxt.text) : undefined;

function judgeTopic(topic: Topic, { policy, person, at }: DisclosurePolicy, file: SecurityTxt | undefined): Finding {
  const finding = (verdict: Verdict, message: Text): Finding => ({ aspect: topic, subject: 'device', verdict, message });
  const where = visible(policy.finalUrl, 300);
  if (person[topic] === 'there')
    return finding('conforms', text(`${where} にあることを人が確かめました(${at})。`, `A person read it at ${where} (${at}).`));
  if (person[topic] === 'not-there') {
    return finding(
      'does-not-conform',
      text(
        `${where} に、${names[topic].ja}の記載がないことを人が確かめました。書き足してください。`,
        `A person saw that ${where} does not say ${names[topic].en}. Add it.`,
      ),
    );
  }
  if (policy.outcome === 'status') {
    return finding(
      'does-not-conform',
      text(
        `${where} は読めません(HTTP ${policy.status})。誰でも読める場所に公開してください。`,
        `${where} cannot be read (HTTP ${policy.status}). Publish the policy where anyone can read it.`,
      ),
    );
  }
  if (policy.outcome !== 'read' || policy.text === undefined) return finding('could-not-decide', unread(policy));
  const contact = topic === 'contact' ? file?.contacts[0] : undefined;
  if (contact !== undefined && file?.isValidAt(at)) {
    return finding(
      'conforms',
      text(`security.txt の Contact に窓口 ${visible(contact)} があります。`, `security.txt names the contact ${visible(contact)}.`),
    );
  }
  const said = policySays(policy.text, topic);
  if (said.certain !== undefined) {
    return finding(
      'conforms',
      text(`${where} に「${visible(said.certain, 160)}」とあります。`, `${where} says "${visible(said.certain, 160)}".`),
    );
  }
  const near = said.near === undefined ? '' : visible(said.near, 160);
  return finding(
    'could-not-decide',
    near === ''
      ? text(
          `${where} の文面からは、${names[topic].ja}を読み取れませんでした。人が読んで確かめてください。`,
          `The words at ${where} do not show ${names[topic].en}. Have a person read it.`,
        )
      : text(
          `${where} の「${near}」が${names[topic].ja}に当たるか、人が確かめてください。`,
          `Have a person decide whether "${near}" at ${where} says ${names[topic].en}.`,
        ),
  );
}

function judgeSecurityTxt({ securityTxt, isSecurityTxtDeclared, at }: DisclosurePolicy, file: SecurityTxt | undefined): Finding {
  const finding = (verdict: Verdict, message: Text): Finding => ({ aspect: 'security-txt', subject: 'device', verdict, message });
  const where = visible(securityTxt.finalUrl, 300);
  if (file === undefined) {
    if (!isSecurityTxtDeclared)
      return finding(
        'not-applicable',
        text(
          `security.txt は申告されておらず、${where} にもありません(任意)。`,
          `No security.txt is declared, and there is none at ${where} (it is optional).`,
        ),
      );
    if (securityTxt.outcome === 'status')
      return finding(
        'does-not-conform',
        text(
          `申告された security.txt が ${where} にありません(HTTP ${securityTxt.status})。`,
          `The declared security.txt is not at ${where} (HTTP ${securityTxt.status}).`,
        ),
      );
    return finding('could-not-decide', unread(securityTxt));
  }
  if (file.contacts.length === 0)
    return finding(
      'does-not-conform',
      text(`${where} に Contact がありません(RFC 9116 2.5.3)。`, `${where} has no Contact (RFC 9116, 2.5.3).`),
    );
  if (file.expires === undefined)
    return finding(
      'does-not-conform',
      text(`${where} に Expires がないか、読めません(RFC 9116 2.5.5)。`, `${where} has no Expires that can be read (RFC 9116, 2.5.5).`),
    );
  if (!file.isValidAt(at))
    return finding(
      'does-not-conform',
      text(
        `${where} の期限(Expires: ${visible(file.expires)})が切れています。`,
        `${where} has expired (Expires: ${visible(file.expires)}).`,
      ),
    );
  return finding(
    'conforms',
    text(
      `${where} に Contact と、有効な Expires(${visible(file.expires)})があります。`,
      `${where} has a Contact, and an Expires in the future (${visible(file.expires)}).`,
    ),
  );
}

const unread = ({ url, outcome }: Fetched): Text => {
  const where = visible(url, 300);
  switch (outcome) {
    case 'too-many-redirects':
      return text(`${where} は転送が5回を超えたため読めません。`, `${where} redirects more than five times.`);
    case 'refused-redirect':
      return text(
        `${where} は https から http へ転送するため、従いませんでした。`,
        `${where} redirects from https to http; that was not followed.`,
      );
    case 'not-text':
      return text(
        `${where} は文章ではありません(PDF など)。人が読んで確かめてください。`,
        `${where} is no text (a PDF or the like). Have a person read it.`,
      );
    default:
      return text(
        `${where} に届きませんでした。URL とネットワークを確かめてください。`,
        `${where} could not be reached. Check the address and the network.`,
      );
  }
};

const names: Readonly<Record<Topic, Text>> = {
  contact: text('報告を受け付ける窓口', 'a contact for reports'),
  acknowledgement: text('受領を最初に知らせる時期', 'when receipt is first acknowledged'),
  progress: text('解決までの進捗を知らせる時期', 'when progress is told until it is solved'),
};
