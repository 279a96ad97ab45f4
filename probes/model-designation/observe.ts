import type { Observe } from '../../src/check/tools.ts';
import { text } from '../../src/rules/text.ts';
import type { ModelDesignation } from './judge.ts';

/** A person looks for the model on the device and types what stands there. */
export const observe: Observe<ModelDesignation> = async ({ guide }) => {
  const where = await guide.choose(text('型番はどこに表示されていますか。', 'Where is the model shown?'), [
    { value: 'body', label: text('本体(銘板、刻印など)', 'On the body (label, engraving)') },
    { value: 'screen', label: text('機器の画面、管理画面又はアプリ', 'On its screen, its pages or its app') },
    { value: 'nowhere', label: text('見当たらない', 'Nowhere') },
  ]);
  if (where === 'nowhere') return { where, read: '' };
  return {
    where,
    read: await guide.read(text('表示されている型番を、そのまま入力してください。', 'Type the model exactly as it stands there.')),
  };
};
