import { CannotObserve } from '../../src/check/probe.ts';
import type { Observe, Tools } from '../../src/check/tools.ts';
import { fetchPage } from '../../src/io/published-page.ts';
import { text } from '../../src/rules/text.ts';
import { type DisclosurePolicy, disclosurePolicy, type Fetched } from './judge.ts';
import { textOfPage } from './policy-words.ts';

const TEXT = 120_000;

/** Fetches the policy and the security.txt that the profile names; of what their words do not settle a person is asked. */
export const observe: Observe<DisclosurePolicy> = async (tools) => {
  const { disclosure } = tools.profile;
  if (disclosure === undefined) throw new CannotObserve(words.noPolicy);
  const isSecurityTxtDeclared = disclosure.securityTxt !== undefined;
  const policy = await fetched(tools, disclosure.policy);
  const beside = new URL('/.well-known/security.txt', policy.finalUrl).href;
  const securityTxt = await fetched(tools, disclosure.securityTxt ?? beside);
  const notAsked = 'not-asked' as const;
  const found: DisclosurePolicy = {
    at: tools.now(),
    policy,
    securityTxt,
    isSecurityTxtDeclared,
    person: { contact: notAsked, acknowledgement: notAsked, progress: notAsked },
  };
  return { ...found, person: await ask(tools, found) };
};

async function fetched(tools: Tools, url: string): Promise<Fetched> {
  const page = await fetchPage(url, tools.signal);
  if (page.outcome !== 'read') return { url, ...page };
  const isText = /^(?:text\/|application\/(?:xhtml\+xml|json))/i.test(page.type);
  if (!isText) return { url, finalUrl: page.finalUrl, outcome: 'not-text', status: page.status };
  const words = /html/i.test(page.type) ? textOfPage(page.body) : page.body;
  return { url, finalUrl: page.finalUrl, outcome: 'read', status: page.status, text: words.slice(0, TEXT) };
}

/** Asks about what the words alone leave open. Without a person nothing is asked. */
async function ask(tools: Tools, found: DisclosurePolicy): Promise<DisclosurePolicy['person']> {
  const findings = disclosurePolicy.judge({ data: found, profile: tools.profile, earlier: tools.earlier });
  const answers = { ...found.person };
  for (const topic of ['contact', 'acknowledgement', 'progress'] as const) {
    if (findings.find(({ aspect }) => aspect === topic)?.verdict !== 'could-not-decide') continue;
    try {
      answers[topic] = await tools.guide.choose(words[topic](found.policy.finalUrl), [
        { value: 'there', label: text('書いてある', 'Yes') },
        { value: 'not-there', label: text('書いていない', 'No') },
        { value: 'not-asked', label: text('今は確かめられない', 'Cannot look now') },
      ]);
    } catch (error) {
      if (error instanceof CannotObserve && !tools.signal.aborted) return answers;
      throw error;
    }
  }
  return answers;
}

const question = (ja: string, en: string) => (url: string) => text(`${url} を読み、確かめてください。${ja}`, `Read ${url}. ${en}`);
const words = {
  noPolicy: text('プロファイルに disclosure(ポリシーの URL)がありません。', 'The profile has no disclosure (address of the policy).'),
  contact: question('脆弱性の報告を受け付ける窓口が書いてありますか。', 'Does it name a contact for reports of vulnerabilities?'),
  acknowledgement: question(
    '報告の受領を最初に知らせる時期が書いてありますか。',
    'Does it say when receipt of a report is first acknowledged?',
  ),
  progress: question('解決までの進捗を知らせる時期が書いてありますか。', 'Does it say when progress is told until the problem is solved?'),
} as const;
