import { z } from 'zod';
import { type Change, compareStates, DeviceState, messageOf } from '../../src/check/device-state.ts';
import type { Finding, Given, Judge } from '../../src/check/probe.ts';
import { type Text, text } from '../../src/rules/text.ts';
import type { Verdict } from '../../src/rules/verdict.ts';

const Erasure = z.strictObject({
  wentAway: z.boolean(),
  cameBack: z.boolean(),
  before: DeviceState,
  after: DeviceState.optional(),
  /** With a factory password, where one lets in: the readings as a new owner sees them. */
  asNewOwner: DeviceState.shape.readings.optional(),
  /** What the person sees. */
  looks: z.enum(['as-new', 'not-as-new', 'cannot-tell']),
});
export type Erasure = z.infer<typeof Erasure>;

/** Erasing what came from the user, and what it must not undo. */
export const erasure: Judge<Erasure> = {
  id: 'erasure',
  version: 1,
  title: text('データの消去', 'Erasing data'),
  after: [],
  aspects: {
    erased: text('利用者のデータが消える', 'The user’s data is gone'),
    'updates-kept': text('更新が古い版に戻らない', 'Updates are not rolled back'),
  },
  effort: {
    unattendedSeconds: 60,
    personMinutes: 5,
    prerequisites: [
      text(
        '消してよい試験用の設定とデータが入っていること。消去の後は機器を設定し直す必要があります。',
        'Settings and data for the test that may be lost are on the device; it must be set up again afterwards.',
      ),
    ],
  },
  shape: Erasure,
  judge: (given) => [erased(given), updatesKept(given.data)],
};

function erased({ data: { before, after, cameBack, looks, asNewOwner } }: Given<Erasure>): Finding {
  const finding = (verdict: Verdict, message: Text): Finding => ({ aspect: 'erased', subject: 'device', verdict, message });
  if (looks === 'not-as-new') {
    return finding(
      'does-not-conform',
      text('消去の後も、購入時の状態に戻っていないことを人が確かめました。', 'A person saw that the device is not as new after erasing.'),
    );
  }
  const changes = after ? compareStates(before, after) : [];
  const asNew = asNewOwner && after ? compareStates(before, { ...after, readings: asNewOwner }) : [];
  const still = [...changes, ...asNew].filter(
    ({ of, change }) => change === 'same' && (of === 'login' || of === 'settings' || of === 'personal-data'),
  );
  if (still.length > 0)
    return finding(
      'does-not-conform',
      text(`消去の後も残っています。${messageOf(unique(still)).ja}`, `Still there after erasing. ${messageOf(unique(still)).en}`),
    );
  const gone = [...changes, ...asNew].filter(
    ({ of, change }) => (of === 'login' && change === 'lost') || ((of === 'settings' || of === 'personal-data') && change === 'changed'),
  );
  const hadSomething = before.readings.some(({ what, outcome }) => outcome === 'read' && (what === 'settings' || what === 'personal-data'));
  if (looks === 'as-new' && hadSomething && (gone.length > 0 || !cameBack)) {
    const seen = messageOf(unique(gone));
    return finding(
      'conforms',
      text(`購入時の状態に戻ったことを人が確かめました。${seen.ja}`, `A person saw that the device is as new. ${seen.en}`.trim()),
    );
  }
  return finding(
    'could-not-decide',
    hadSomething
      ? text(
          '消去の後の状態を十分に確かめられませんでした。画面で購入時の状態に戻ったことを確かめてください。',
          'The state after erasing could not be seen well enough. See on the screen whether the device is as new.',
        )
      : text(
          '消去の前に読める設定や保存データがなく、消えたかどうかを比べられません(プロファイルの readings)。',
          'No settings or stored data could be read before erasing, so there is nothing to compare (readings in the profile).',
        ),
  );
}

function updatesKept({ before, after, asNewOwner }: Erasure): Finding {
  const finding = (verdict: Verdict, message: Text): Finding => ({ aspect: 'updates-kept', subject: 'device', verdict, message });
  const changes = [
    ...(after ? compareStates(before, after) : []),
    ...(asNewOwner && after ? compareStates(before, { ...after, readings: asNewOwner }) : []),
  ];
  const versions = unique(changes.filter(({ of }) => of === 'version'));
  const back = versions.filter(({ change }) => change === 'changed');
  if (back.length > 0)
    return finding(
      'does-not-conform',
      text(`消去によって版が変わりました。${messageOf(back).ja}`, `Erasing changed the version. ${messageOf(back).en}`),
    );
  const kept = versions.filter(({ change }) => change === 'same');
  if (kept.length > 0) return finding('conforms', text(`消去の後も${messageOf(kept).ja}`, `After erasing: ${messageOf(kept).en}`));
  return finding(
    'could-not-decide',
    text(
      '消去の前後で版を読めず、比べられません(ログインの要らない版の読取りを readings に書いてください)。',
      'The version could not be read before and after erasing (name a reading of the version that needs no login).',
    ),
  );
}

const unique = (changes: readonly Change[]): readonly Change[] =>
  changes.filter((each, index) => changes.findIndex(({ message }) => message.en === each.message.en) === index);
