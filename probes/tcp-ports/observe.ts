import { CannotObserve } from '../../src/check/probe.ts';
import type { Observe } from '../../src/check/tools.ts';
import { text } from '../../src/rules/text.ts';
import type { TcpPorts } from './judge.ts';
import { likelyPorts } from './likely.ts';
import type { PortBook } from './port-book.ts';
import { scan } from './scan.ts';

/** Seconds to wait for a device that goes away in the middle of the scan; a short scan waits no longer than it may take. */
const PATIENCE = 120;

/** Looks at every TCP port of the profile's range. */
export const observe: Observe<TcpPorts> = async (tools) => {
  const { profile, network, elapsed, wait } = tools;
  const [first, last] = profile.bounds.tcp;
  const declared = profile.interfaces.flatMap(({ at }) => (at.startsWith('tcp/') ? [Number(at.slice(4))] : []));
  return await scan(tools, {
    first: Math.min(first, last),
    last: Math.max(first, last),
    early: [...new Set([...declared, ...likelyPorts])],
    milliseconds: profile.bounds.scanMinutes * 60_000,
    async awaitBack(book) {
      const begin = elapsed();
      const patience = Math.min(PATIENCE, profile.bounds.scanMinutes * 60);
      while (!(await network.isAlive())) {
        if (elapsed() - begin > patience * 1000) throw new CannotObserve(gone(book, patience));
        await wait(1000);
      }
    },
  });
};

const gone = ({ looked, found }: PortBook, patience: number) => {
  const open = found.toSorted((a, b) => a - b).join(', ');
  return text(
    `走査の途中(${looked}ポートまで)で機器が応答しなくなり、${Math.round(patience)}秒待っても戻りませんでした。ここまでに開いていた TCP ポート:${open || 'なし'}。機器を起動し直し、再開してください。`,
    `The device stopped answering in the middle of the scan, after ${looked} ports, and did not come back within ${Math.round(patience)} s. TCP ports open until then: ${open || 'none'}. Restart it and resume.`,
  );
};
