import type { Observe, Tools } from '../../src/check/tools.ts';
import { takeState, watchAbsence, watchedPort } from '../../src/io/device/device-state.ts';
import { attempt } from '../../src/io/device/login/series.ts';
import { text } from '../../src/rules/text.ts';
import type { Erasure } from './judge.ts';

/** A person erases the device; what could be read before is looked for afterwards, with the old password and with those of the factory. */
export const observe: Observe<Erasure> = async (tools) => {
  const port = await watchedPort(tools);
  await tools.guide.step(words.prepare);
  const before = await takeState(tools);
  tools.progress(1, 3);
  const { wentAway, cameBack } = await watchAbsence(tools, port, tools.guide.step(words.erase));
  if (cameBack) await tools.wait(3000);
  const after = cameBack ? await takeState(tools) : undefined;
  tools.progress(2, 3);
  const asNewOwner = after && (await readAsNewOwner(tools));
  const looks = await tools.guide.choose(words.looks, [
    { value: 'as-new', label: words.asNew },
    { value: 'not-as-new', label: words.notAsNew },
    { value: 'cannot-tell', label: words.cannotTell },
  ]);
  return { wentAway, cameBack, before, ...(after ? { after } : {}), ...(asNewOwner ? { asNewOwner } : {}), looks };
};

/** Readings with the first factory password that lets in. */
async function readAsNewOwner(tools: Tools): Promise<Erasure['asNewOwner']> {
  for (const login of tools.profile.logins) {
    for (const variable of login.defaultsFrom) {
      const { outcome } = await attempt(tools, login, { user: login.user, password: tools.secret(variable) });
      if (outcome !== 'accepted') continue;
      const logins = tools.profile.logins.map((each) => (each.id === login.id ? { ...each, passwordFrom: variable } : each));
      return (await takeState({ ...tools, profile: { ...tools.profile, logins } })).readings;
    }
  }
  return undefined;
}

const words = {
  prepare: text(
    '設定を初期値から変え、試験用のデータを入れてください(済んでいれば、そのまま Enter)。',
    'Change settings from their first values and put test data on the device (if that is done, just press Enter).',
  ),
  erase: text(
    '取扱説明書のとおりに、利用者のデータを消してください(初期化など)。操作を終えたら Enter を押してください。',
    'Erase the user’s data as the manual says (factory reset or the like), then press Enter.',
  ),
  looks: text('機器は購入時の状態に戻りましたか(初期設定の画面、表示灯など)。', 'Is the device as new (first set-up screen, indicator)?'),
  asNew: text('戻った', 'Yes'),
  notAsNew: text('設定やデータが残っている', 'No, settings or data are still there'),
  cannotTell: text('分からない', 'Cannot tell'),
} as const;
