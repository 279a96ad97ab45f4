import { z } from 'zod';
import type { Finding, Judge } from '../../src/check/probe.ts';
import { visible } from '../../src/check/visible.ts';
import { type Text, text } from '../../src/rules/text.ts';
import type { Verdict } from '../../src/rules/verdict.ts';

const ModelDesignation = z.strictObject({
  where: z.enum(['body', 'screen', 'nowhere']),
  /** As the person read it off the device; empty when it is nowhere. */
  read: z.string().max(500),
});
export type ModelDesignation = z.infer<typeof ModelDesignation>;

/** The model designation that a user finds on the device. */
export const modelDesignation: Judge<ModelDesignation> = {
  id: 'model-designation',
  version: 1,
  title: text('型番の表示', 'Model designation'),
  after: [],
  aspects: { shown: text('型番が機器で分かる', 'The model is shown on the device') },
  effort: {
    unattendedSeconds: 1,
    personMinutes: 2,
    prerequisites: [text('機器の銘板か設定画面を見られること。', 'The label of the device or its screen can be seen.')],
  },
  shape: ModelDesignation,
  judge({ data, profile }) {
    const finding = (verdict: Verdict, message: Text): readonly Finding[] => [{ aspect: 'shown', subject: 'device', verdict, message }];
    const { model } = profile.device;
    const read = visible(data.read, 100);
    if (data.where === 'nowhere') {
      return finding(
        'does-not-conform',
        text(
          '機器のどこにも型番の表示が見付かりませんでした。本体、画面又はアプリに表示してください。',
          'No model designation was found anywhere on the device. Show it on the body, the screen or in the app.',
        ),
      );
    }
    if (plain(data.read) === plain(model)) {
      return finding(
        'conforms',
        text(
          `${places[data.where].ja}に型番「${read}」の表示があり、申請の型番と一致します。`,
          `The model "${read}" is shown on ${places[data.where].en} and is the one declared.`,
        ),
      );
    }
    if (plain(data.read).includes(plain(model))) {
      return finding(
        'conforms',
        text(
          `${places[data.where].ja}の表示「${read}」に、申請の型番「${visible(model)}」が含まれています。`,
          `What is shown on ${places[data.where].en}, "${read}", contains the declared model "${visible(model)}".`,
        ),
      );
    }
    return finding(
      'does-not-conform',
      text(
        `${places[data.where].ja}の表示「${read}」は、申請の型番「${visible(model)}」ではありません。`,
        `What is shown on ${places[data.where].en}, "${read}", is not the declared model "${visible(model)}".`,
      ),
    );
  },
};

const places = { body: text('本体', 'the body'), screen: text('画面', 'the screen') } as const;
/** Width, case, spaces and kinds of hyphen do not tell models apart. */
const plain = (spelling: string): string =>
  spelling
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s‐‑‒–—―−ー-]/g, '');
