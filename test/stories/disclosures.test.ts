import { afterAll, beforeAll, expect, test } from 'vitest';
import { iotCloud } from '../../schemes/iot-cloud/book.ts';
import { type BellServer, type Someone, startBellServer } from '../bell-server.ts';
import { certify } from '../certified.ts';

/** D-12.1-1 over HTTP: what goes to a third party, by whose consent or on which basis, as officers record it on a certificate. */

let server: BellServer;
let key = '';
let officer: Someone;
let provider: Someone;
let stranger: Someone;

beforeAll(async () => {
  server = await startBellServer({ books: [iotCloud] });
  key = await certify(server.store, { organisation: 'demo-cloud' });
  [officer, provider, stranger] = await Promise.all([server.as('demo-ito'), server.as('demo-aoi'), server.as('demo-hanako')]);
});
afterAll(() => server.close());

let keys = 0;
/** Posts a form of an attestation's page as a browser would: what the page was shown with travels along. */
async function act(who: Someone, move: string, query: string, fields: Readonly<Record<string, string>>): Promise<Response> {
  const path = `/ja/attestations/${key}/moves/${move}${query}`;
  const page = await (await who.fetch(path)).text();
  const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? '';
  keys += 1;
  const body = new URLSearchParams({
    _csrf: who.csrf,
    _key: `disclosure-${keys}`,
    version: hidden('version') || String((await events()).length),
    hash: hidden('hash'),
    ...fields,
  });
  return who.fetch(path, { method: 'POST', body });
}
const events = () => server.store.read(`attestation:${key}`);
const threadOf = async () => String((await events()).findLast((event) => event.type === 'FurtherDisclosureConsentAsked')?.data.thread);
const asked = { what: '障害の記録', to: '監督官庁', purpose: '照会への回答' };

test('D-12.1-1 the officer’s page of a certificate offers to ask for consent and to record what is disclosed without it', async () => {
  const page = await (await officer.fetch(`/ja/attestations/${key}`)).text();
  expect(page).toContain('秘密情報を第三者に開示する承諾を求める');
  expect(page).toContain('承諾によらない開示とその根拠を記録する');
  expect(await (await provider.fetch(`/ja/attestations/${key}`)).text()).not.toContain('承諾によらない開示とその根拠を記録する');
});

test('D-12.1-1 consent is asked, given by the responsible person, and only then the disclosure recorded with who and when', async () => {
  expect((await act(officer, 'open', '?opens=furtherDisclosure', asked)).status).toBe(303);
  const thread = await threadOf();
  expect((await act(officer, 'disclose', `?thread=${thread}`, { disclosedOn: '2026-11-22' })).status).toBe(409);
  expect(await (await provider.fetch(`/ja/attestations/${key}`)).text()).toContain('監督官庁');
  expect((await act(provider, 'consent', `?thread=${thread}`, {})).status).toBe(303);
  expect((await act(officer, 'disclose', `?thread=${thread}`, { disclosedOn: '2026-11-22' })).status).toBe(303);
  expect((await events()).slice(-3).map((event) => [event.type, event.actor.person, event.at.slice(0, 10)])).toEqual([
    ['FurtherDisclosureConsentAsked', 'demo-ito', '2026-11-22'],
    ['DisclosureConsented', 'demo-aoi', '2026-11-22'],
    ['InformationDisclosed', 'demo-ito', '2026-11-22'],
  ]);
});

test('D-12.1-1 without consent nothing but an exception or compulsory process, with its order, is recorded', async () => {
  expect((await act(officer, 'open', '?opens=furtherDisclosure', asked)).status).toBe(303);
  const thread = await threadOf();
  expect((await act(provider, 'decline', `?thread=${thread}`, {})).status).toBe(303);
  expect((await act(officer, 'disclose', `?thread=${thread}`, { disclosedOn: '2026-11-22' })).status).toBe(409);
  const given = { basis: 'compulsory', what: '申請書Aの写し', to: '裁判所', disclosedOn: '2026-11-22' };
  expect((await act(officer, 'discloseInformation', '', given)).status).toBe(422);
  expect((await act(officer, 'discloseInformation', '', { ...given, basis: 'convenience' })).status).toBe(422);
  expect((await act(officer, 'discloseInformation', '', { ...given, order: '令和8年(架空)第1号 捜索差押許可状' })).status).toBe(303);
  expect((await events()).at(-1)).toMatchObject({
    type: 'ConfidentialInformationDisclosed',
    actor: { person: 'demo-ito', organisation: 'demo-secretariat' },
    data: { input: { basis: 'compulsory', to: '裁判所' } },
  });
  expect(await (await officer.fetch(`/ja/attestations/${key}`)).text()).toContain('捜索差押許可状');
});

test('D-12.1-1 the record of disclosures is for the office and the provider alone, and never public', async () => {
  expect((await stranger.fetch(`/ja/attestations/${key}`)).status).toBe(403);
  for (const path of [`/cloud/${key}`, `/api/v1/attestations/${key}`]) {
    const shown = await (await fetch(`${server.address}${path}`, { redirect: 'follow' })).text();
    expect(shown).not.toContain('監督官庁');
    expect(shown).not.toContain('捜索差押許可状');
  }
});
