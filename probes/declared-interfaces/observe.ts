import { CannotObserve } from '../../src/check/probe.ts';
import type { Observe } from '../../src/check/tools.ts';
import { type Text, text } from '../../src/rules/text.ts';
import { type DeclaredInterfaces, PHYSICAL } from './judge.ts';

/** Asks the person beside the device about each physical interface that it has. Everything else is compared from what was seen before. */
export const observe: Observe<DeclaredInterfaces> = async ({ profile, guide }) => {
  const said: DeclaredInterfaces['physical'] = [];
  for (const kind of PHYSICAL) {
    const declared = profile.physical?.[kind];
    if (declared === undefined || declared === 'none') continue;
    try {
      const answer = await guide.choose(QUESTIONS[kind][declared], [
        { value: 'as-declared', label: text('はい', 'Yes') },
        { value: 'otherwise', label: text('いいえ', 'No') },
      ]);
      said.push({ kind, answer });
    } catch (error) {
      if (!(error instanceof CannotObserve)) throw error;
      said.push({ kind, answer: 'not-asked', reason: error.reason });
    }
  }
  return { physical: said };
};

const QUESTIONS: Record<(typeof PHYSICAL)[number], Record<'disabled' | 'used', Text>> = {
  bluetooth: {
    disabled: text(
      'スマートフォンなどで Bluetooth 機器を検索してください。この機器が見つからず、接続もできないことを確かめましたか?',
      'Search for Bluetooth devices with a phone. Did you make sure that this device is not found and cannot be connected to?',
    ),
    used: text(
      '機器の Bluetooth を調べてください。必要な機能(プロファイル)だけが有効で、ほかは無効ですか?',
      'Look at the Bluetooth of the device. Are only the needed functions (profiles) on, and all others off?',
    ),
  },
  usb: {
    disabled: text(
      'USB メモリやキーボード、コンピュータを機器の USB 端子につないでください。機器が何も反応しないことを確かめましたか?',
      'Connect a memory stick, a keyboard and a computer to the USB ports. Did you make sure that the device does not react?',
    ),
    used: text(
      '機器の USB 端子を調べてください。必要な機能(例:更新、給電)だけが働き、ほかは無効ですか?',
      'Look at the USB ports of the device. Do only the needed functions (e.g. update, power) work, and are all others off?',
    ),
  },
};
