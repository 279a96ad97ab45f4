import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { corrected } from '../../examples/iot-label/ruuvi-gateway/dossier.ts';
import type { Caller, CaseSeen } from '../../scripts/demo/api-client.ts';
import { startServerProcess } from '../../scripts/demo/demo-server.ts';
import { acceptAndAsk, openCase, signInAll, submit, type WaitingInquiry } from '../../scripts/demo/first-label-walk.ts';
import { storyEvidence } from '../walk-server.ts';

const SECRET = 'SEALED-MARKER-照会の秘密';

/** Answers the open inquiry unfavourably, with the marker in its note; once in a form that is refused and once as it should be. */
async function answerWithMarker(government: Caller): Promise<void> {
  const inquiry = (await government.get<readonly WaitingInquiry[]>('/api/v1/inquiries')).find((each) => each.waiting);
  if (!inquiry) throw new Error('no inquiry waits');
  const answer = (input: object) =>
    government.send('POST', `/api/v1/inquiries/${inquiry.id}/moves/conclude`, { input } as never, { 'if-match': `"${inquiry.version}"` });
  await expect(answer({ outcome: SECRET, note: SECRET })).rejects.toThrow();
  await answer({ outcome: 'unfavourable', viewpoint: 'compliance', note: SECRET });
}

test('L-3.5-4 nothing of the sealed inquiry, and no token, stands in the server log, however much it logs', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'akashi-log-'));
  const server = await startServerProcess(join(folder, 'data'), { AKASHI_LOG: 'debug' });
  try {
    const cast = await signInAll(server.address);
    const evidence = await cast.responsible.upload(await storyEvidence());
    const id = await openCase(cast.responsible, corrected);
    expect(await submit(cast.responsible, id, corrected, evidence)).toBe('submitted');
    await acceptAndAsk(cast.acceptor, id);
    await answerWithMarker(cast.government);
    const seen = await cast.issuer.get<CaseSeen>(`/api/v1/applications/${id}`);
    expect(seen.hash).not.toBe('');
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
  const log = server.said();
  expect(log).toContain('/moves/conclude');
  expect(log).not.toContain('SEALED-MARKER');
  expect(log).not.toContain(encodeURIComponent(SECRET));
  expect(log).not.toMatch(/Bearer|"authorization"|"cookie"/i);
});
