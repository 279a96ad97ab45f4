import type { Observe, Tools } from '../../src/check/tools.ts';
import { takeState, watchAbsence, watchedPort } from '../../src/io/device/device-state.ts';
import { text } from '../../src/rules/text.ts';
import { openPorts } from '../services/open-ports.ts';
import type { Outage } from './judge.ts';

/** A person pulls the plug, then the network; readings, logins and ports before and after each. */
export const observe: Observe<Outage> = async (tools) => {
  tools.progress(0, 2);
  const power = await cut(tools, steps.power);
  tools.progress(1, 2);
  const network = await cut(tools, steps.network);
  tools.progress(2, 2);
  return { power, network };
};

async function cut(tools: Tools, instruction: (typeof steps)[keyof typeof steps]): Promise<Outage['power']> {
  const ports = openPorts(tools.earlier) ?? [];
  const port = await watchedPort(tools);
  const before = await takeState(tools, ports);
  const { wentAway, cameBack } = await watchAbsence(tools, port, tools.guide.step(instruction));
  if (!cameBack) return { wentAway, cameBack, before };
  // Services of a small device come up one after the other.
  await tools.wait(3000);
  return { wentAway, cameBack, before, after: await takeState(tools, ports) };
}

const steps = {
  power: text(
    '機器の電源プラグを抜き、10秒待ってから戻してください。戻したら Enter を押してください(起動を待つ必要はありません)。',
    'Pull the power plug of the device, wait ten seconds, put it back, then press Enter (no need to wait until it has started).',
  ),
  network: text(
    '機器のネットワークケーブルを抜き(無線はアクセスポイントを止め)、30秒待ってから戻してください。戻したら Enter を押してください。',
    'Unplug the network cable of the device (for radio: stop the access point), wait thirty seconds, plug it in again, then press Enter.',
  ),
} as const;
