import { describe, expect, test } from 'vitest';
import { Profile } from '../../src/check/profile.ts';
import { type DisclosurePolicy, disclosurePolicy } from './judge.ts';
import { policySays, textOfPage } from './policy-words.ts';
import { securityTxtIn } from './security-txt.ts';

const at = '2026-11-22T04:00:00.000Z';
const profile = Profile.parse({ device: { maker: 'M', model: 'C', firmware: '1', serial: '7' } });
const notAsked = { contact: 'not-asked', acknowledgement: 'not-asked', progress: 'not-asked' } as const;
const page = (text: string): DisclosurePolicy['policy'] => ({
  url: 'https://vendor.example/psirt',
  finalUrl: 'https://vendor.example/psirt',
  outcome: 'read',
  status: 200,
  text,
});
const missing: DisclosurePolicy['policy'] = {
  url: 'https://vendor.example/x',
  finalUrl: 'https://vendor.example/x',
  outcome: 'status',
  status: 404,
};
const verdicts = (data: Partial<DisclosurePolicy>) =>
  Object.fromEntries(
    disclosurePolicy
      .judge({
        data: { at, policy: missing, securityTxt: missing, isSecurityTxtDeclared: false, person: notAsked, ...data },
        profile,
        earlier: [],
      })
      .map(({ aspect, verdict }) => [aspect, verdict]),
  );

const japanese =
  '脆弱性に関する報告は psirt@vendor.example までお送りください。受領後、3営業日以内に受領の連絡をします。解決までの進捗は2週間ごとにお知らせします。';
const english =
  'Please send reports to psirt@vendor.example. We acknowledge receipt within five business days. We give status updates at least every 30 days.';

describe('a disclosure policy', () => {
  test.each([japanese, english])('that says all three conforms: %s', (text) => {
    expect(verdicts({ policy: page(text) })).toEqual({
      contact: 'conforms',
      acknowledgement: 'conforms',
      progress: 'conforms',
      'security-txt': 'not-applicable',
    });
  });

  test('that speaks of it without an address or a time is left to a person', () => {
    const vague = '脆弱性の報告を歓迎します。受領後、速やかに連絡します。進捗も適宜お知らせします。';
    expect(verdicts({ policy: page(vague) })).toMatchObject({
      contact: 'could-not-decide',
      acknowledgement: 'could-not-decide',
      progress: 'could-not-decide',
    });
    expect(policySays(vague, 'acknowledgement').near).toContain('受領後');
  });

  test('is not believed where it takes its words back, nor where the time belongs to something else', () => {
    expect(policySays('受領の連絡を3営業日以内に行うことは約束できかねます。', 'acknowledgement').certain).toBeUndefined();
    expect(policySays('We do not acknowledge receipt within 3 days.', 'acknowledgement').certain).toBeUndefined();
    expect(policySays('We acknowledge every report. Data is deleted after 30 days.', 'acknowledgement').certain).toBeUndefined();
    expect(policySays('Report bugs. Visit https://shop.example now.', 'contact').certain).toBeUndefined();
  });

  test('that nobody can read does not conform; one that could not be reached is no verdict', () => {
    expect(verdicts({})).toMatchObject({ contact: 'does-not-conform', acknowledgement: 'does-not-conform', progress: 'does-not-conform' });
    const { status: _, ...gone } = missing;
    expect(verdicts({ policy: { ...gone, outcome: 'unreachable' } })).toMatchObject({ contact: 'could-not-decide' });
  });

  test('is what a person read in it', () => {
    const person = { contact: 'there', acknowledgement: 'not-there', progress: 'not-asked' } as const;
    expect(verdicts({ policy: page('…'), person })).toMatchObject({
      contact: 'conforms',
      acknowledgement: 'does-not-conform',
      progress: 'could-not-decide',
    });
  });
});

describe('security.txt (RFC 9116)', () => {
  const file = (expires: string) => page(`# ours\nContact: mailto:psirt@vendor.example\nExpires: ${expires}\n`);
  test('with a contact and a date in the future conforms, and its contact counts', () => {
    expect(verdicts({ policy: page('x'), securityTxt: file('2027-01-01T00:00:00Z') })).toMatchObject({
      'security-txt': 'conforms',
      contact: 'conforms',
    });
  });
  test('that has expired does not conform, and its contact does not count', () => {
    expect(verdicts({ policy: page('x'), securityTxt: file('2026-11-22T03:59:59Z') })).toMatchObject({
      'security-txt': 'does-not-conform',
      contact: 'could-not-decide',
    });
  });
  test('that is declared and not there does not conform', () => {
    expect(verdicts({ isSecurityTxtDeclared: true })['security-txt']).toBe('does-not-conform');
  });
  test('an error page is none', () => {
    expect(securityTxtIn('<html><body>Not found: contact us</body>')).toBeUndefined();
    expect(securityTxtIn('Contact: javascript:alert(1)\n')).toBeUndefined();
    expect(securityTxtIn('Contact: mailto:a@b.example\nExpires: soon')?.expires).toBeUndefined();
  });
});

test('a page is read without its markup and scripts', () => {
  const html =
    '<h1>Report</h1><script>"contact evil@x.example"</script><p>Write to <a href="mailto:psirt@v.example?x">us</a>.</p><!-- x -->';
  expect(textOfPage(html)).toBe('Report\nWrite to psirt@v.example us.');
});
