import { expect, test } from 'vitest';
import { connectMqtt } from '../../src/io/device/login/mqtt.ts';
import { listenAsNobody } from '../../src/io/device/mqtt-listener.ts';
import { requireAll } from '../available.ts';
import { lacking } from './daemon.ts';
import { mqttFixtures } from './fixtures/mqtt.ts';
import { startLineServer } from './line-server.ts';
import { started } from './on-fixture.ts';

const [open, password] = mqttFixtures;
const lacks = password === undefined ? [] : lacking(password);

test.skipIf(lacks.length > 0 && !requireAll)('MQTT 5 is spoken with a real broker, and a refusal of it is one', async () => {
  for (const [fixture, credentials, outcome] of [
    [open, undefined, 'accepted'],
    [password, { user: 'hub', password: 'no such password' }, 'refused'],
  ] as const) {
    if (fixture === undefined) throw new Error('no fixture');
    const device = await started(fixture);
    const [login] = device.profile.logins;
    const { network, signal } = device.tools();
    const place = { port: login?.port ?? 0, tls: login?.tls ?? false };
    const line = await connectMqtt({ network, signal, timeoutMs: 5_000 }, place, credentials, 5);
    line.end();
    await device.stop();
    expect(line.attempt.outcome).toBe(outcome);
  }
});

test('a broker that only knows version 5 is asked again in version 5, and heard', async () => {
  const connack = { 4: [0x20, 2, 0, 1], 5: [0x20, 3, 0, 0, 0] };
  const message = [0x30, 9, 0, 4, ...Buffer.from('home'), 0, ...Buffer.from('on')];
  const broker = await startLineServer((heard) => {
    if (heard[0] === 0x10) return Buffer.from(connack[heard[8] === 5 ? 5 : 4]);
    return heard[0] === 0x82 ? Buffer.from([0x90, 5, 0, 1, 0, 0, 0, ...message]) : undefined;
  });
  const around = { network: broker.network, signal: AbortSignal.timeout(20_000), timeoutMs: 3_000 };
  const heard = await listenAsNobody(around, { port: broker.port, tls: false });
  await broker.stop();
  expect(heard).toMatchObject({ attempt: { outcome: 'accepted' }, granted: true, topics: ['home'], messages: 1, own: 0 });
});
