import { z } from 'zod';
import { compareStates, DeviceState, messageOf } from '../../src/check/device-state.ts';
import type { Finding, Judge } from '../../src/check/probe.ts';
import { type Text, text } from '../../src/rules/text.ts';
import type { Verdict } from '../../src/rules/verdict.ts';

/** One image that was offered to the device, and what came of it. */
const Offered = z.strictObject({
  sha256: z.string().max(64),
  bytes: z.number().int().min(0),
  /** `refused` and `accepted` as the profile or a person says; `unclear`: neither; `hung-up`: no answer. */
  answer: z.enum(['refused', 'accepted', 'unclear', 'hung-up']),
  status: z.number().int().optional(),
  wentAway: z.boolean(),
  cameBack: z.boolean(),
  after: DeviceState.optional(),
});
const FirmwareUpdate = z.strictObject({
  how: z.enum(['upload', 'person']),
  before: DeviceState,
  /** A copy of the genuine image with one byte changed, and one cut short. */
  changed: Offered.optional(),
  truncated: Offered.optional(),
  genuine: Offered.optional(),
  /** After the plug was pulled with the genuine image installed; absent when nobody was there. */
  afterPower: DeviceState.optional(),
});
export type FirmwareUpdate = z.infer<typeof FirmwareUpdate>;
export type Offered = z.infer<typeof Offered>;

/** Updates: a tampered image is refused and changes nothing; the genuine one is taken and stays. */
export const firmwareUpdate: Judge<FirmwareUpdate> = {
  id: 'firmware-update',
  version: 1,
  title: text('ファームウェアの更新', 'Firmware update'),
  after: [],
  aspects: {
    'tampered-refused': text('改変した更新を拒む', 'A tampered update is refused'),
    'genuine-kept': text('正規の更新が電源断の後も残る', 'A genuine update survives loss of power'),
  },
  effort: {
    unattendedSeconds: 120,
    personMinutes: 5,
    prerequisites: [
      text(
        '正規の更新ファイル(今と同じ版でよい)があり、プロファイルの update.image に書いてあること。',
        'The genuine update file (the present version will do) is there and named in the profile (update.image).',
      ),
      text(
        '改変した更新を受け入れてしまう機器は、動かなくなることがあります。失ってよい個体で行うこと。',
        'A device that takes a tampered update may be ruined: use one that may be lost.',
      ),
    ],
  },
  shape: FirmwareUpdate,
  judge: ({ data, profile }) => [tamperedRefused(data), genuineKept(data, profile.device.firmware)],
};

function tamperedRefused({ before, changed, truncated }: FirmwareUpdate): Finding {
  const finding = (verdict: Verdict, message: Text): Finding => ({ aspect: 'tampered-refused', subject: 'device', verdict, message });
  const offered = [
    { what: images.changed, image: changed },
    { what: images.truncated, image: truncated },
  ].flatMap(({ what, image }) => (image ? [{ what, image }] : []));
  if (offered.length === 0)
    return finding('could-not-decide', text('改変した更新を機器に渡せませんでした。', 'No tampered update could be handed to the device.'));
  const told = offered.map(({ what, image }) => fate(what, before, image));
  const worst = told.find(({ verdict }) => verdict === 'does-not-conform') ?? told.find(({ verdict }) => verdict === 'could-not-decide');
  if (worst) return finding(worst.verdict, worst.message);
  if (offered.length < 2)
    return finding(
      'could-not-decide',
      text('改変した更新の片方しか試せませんでした。', 'Only one of the two tampered updates could be tried.'),
    );
  return finding('conforms', text(told.map(({ message }) => message.ja).join(''), told.map(({ message }) => message.en).join(' ')));
}

function fate(what: Text, before: DeviceState, image: Offered): { readonly verdict: Verdict; readonly message: Text } {
  const status = image.status === undefined ? '' : ` (HTTP ${image.status})`;
  if (!image.cameBack) {
    return {
      verdict: 'does-not-conform',
      message: text(`${what.ja}を渡した後、機器が戻りませんでした。`, `After ${what.en} the device did not come back.`),
    };
  }
  const changes = image.after ? compareStates(before, image.after) : [];
  const worse = changes.filter(({ change, of }) => (change === 'changed' || change === 'lost') && of !== 'public');
  if (worse.length > 0) {
    return {
      verdict: 'does-not-conform',
      message: text(`${what.ja}を渡した後、${messageOf(worse).ja}`, `After ${what.en}: ${messageOf(worse).en}`),
    };
  }
  if (image.answer === 'accepted' || (image.answer !== 'refused' && image.wentAway)) {
    return {
      verdict: 'does-not-conform',
      message: text(
        `${what.ja}を受け入れました${status}${image.wentAway ? '。その後、再起動しました' : ''}。適用の前に署名などで完全性を確かめ、合わない更新は拒んでください。`,
        `${what.en} was taken${status}${image.wentAway ? ', and the device restarted' : ''}. Check the integrity (a signature or the like) before applying, and refuse what fails.`,
      ),
    };
  }
  if (image.answer === 'refused') {
    const same = changes.filter(({ of, change }) => of === 'version' && change === 'same');
    return same.length > 0
      ? {
          verdict: 'conforms',
          message: text(`${what.ja}を拒みました${status}。${messageOf(same).ja}`, `${what.en} was refused${status}. ${messageOf(same).en}`),
        }
      : {
          verdict: 'could-not-decide',
          message: text(
            `${what.ja}を拒むと答えましたが、版を読めず、適用されなかったことを確かめられません(readings に版の読取りを書いてください)。`,
            `${what.en} was refused in words, but the version could not be read to make sure (name a reading of the version).`,
          ),
        };
  }
  return {
    verdict: 'could-not-decide',
    message: text(
      `${what.ja}に対する機器の答え${status}が、プロファイルの update.upload.refused のどれにも当たりません。書き足すか、人が確かめてください。`,
      `What the device answered to ${what.en}${status} is not what the profile calls a refusal (update.upload.refused). Complete it, or have a person look.`,
    ),
  };
}

function genuineKept({ genuine, afterPower, how }: FirmwareUpdate, firmware: string): Finding {
  const finding = (verdict: Verdict, message: Text): Finding => ({ aspect: 'genuine-kept', subject: 'device', verdict, message });
  if (genuine === undefined)
    return finding('could-not-decide', text('正規の更新を機器に渡していません。', 'The genuine update was not handed to the device.'));
  if (!genuine.cameBack)
    return finding(
      'does-not-conform',
      text('正規の更新の後、機器が戻りませんでした。', 'After the genuine update the device did not come back.'),
    );
  if (genuine.answer === 'refused') {
    return finding(
      'could-not-decide',
      text(
        '正規の更新も拒まれました。同じ版の更新を受け付けない機器なら、新しい版の更新ファイルで行ってください。',
        'The genuine update was refused as well. If the device does not take its present version, use a newer image.',
      ),
    );
  }
  const versionIn = (state: DeviceState | undefined) =>
    state?.readings.find(({ what, outcome }) => what === 'version' && outcome === 'read');
  const installed = versionIn(genuine.after);
  if (installed === undefined)
    return finding(
      'could-not-decide',
      text(
        '更新の後に版を読めませんでした(readings に版の読取りを書いてください)。',
        'The version could not be read after the update (name a reading of the version).',
      ),
    );
  if (afterPower === undefined) {
    return finding(
      'could-not-decide',
      how === 'upload'
        ? text(
            `更新の後の版は ${installed.value ?? ''}。電源断の後も残るかは、人がいないため確かめていません。`,
            `After the update the version is ${installed.value ?? ''}. Whether it survives loss of power was not seen: nobody was there.`,
          )
        : text('電源断の後の版を確かめていません。', 'The version after loss of power was not seen.'),
    );
  }
  const now = versionIn(afterPower);
  if (now === undefined)
    return finding('could-not-decide', text('電源断の後に版を読めませんでした。', 'The version could not be read after loss of power.'));
  return now.digest === installed.digest
    ? finding(
        'conforms',
        text(
          `更新の後の版 ${now.value ?? ''} は電源断の後も同じでした(申告の版:${firmware})。`,
          `The version ${now.value ?? ''} after the update was the same after loss of power (declared: ${firmware}).`,
        ),
      )
    : finding(
        'does-not-conform',
        text(
          `更新の後の版 ${installed.value ?? ''} が、電源断の後に ${now.value ?? ''} になりました。`,
          `The version ${installed.value ?? ''} after the update became ${now.value ?? ''} after loss of power.`,
        ),
      );
}

const images = {
  changed: text('1バイトを変えた更新', 'An update with one byte changed'),
  truncated: text('途中で切れた更新', 'An update cut short'),
} as const;
