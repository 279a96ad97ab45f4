import type { Criterion } from '../../../../../src/rules/criteria.ts';
import { text } from '../../../../../src/rules/text.ts';
import { mappings } from './mappings.ts';
import { pstiPage, publicSource, reconstructed, unverifiedBut } from './provenance.ts';

/** S1.1-14: security functions after loss of power or network. */
export const recovery: Criterion = {
  id: 'S1.1-14',
  name: text('停電・ネットワーク停止からの復旧', 'Recovery from loss of power or network'),
  category: text('レジリエンス', 'Resilience'),
  requirement: text(
    '停電又はネットワークの切断から復旧したとき、認証値、設定及びアップデートの状態が失われず、安全な状態で動作すること。',
    'After a loss of power or network the product resumes in a secure state, without losing authentication values, settings or the updated state.',
  ),
  subConditions: [
    {
      key: 'a',
      text: text(
        '電源が断たれた後も、認証値、設定及びアップデートの状態が保たれる。',
        'Authentication values, settings and the updated state survive a loss of power.',
      ),
    },
    { key: 'b', text: text('ネットワークが切断された後も、同様に保たれる。', 'The same holds after a loss of network.') },
  ],
  methods: ['device'],
  notApplicableWhen: text(
    '該当なしとなる場合は想定しにくい(電池で駆動し、電源断の定義を要する製品は説明を記載する)。',
    'It can hardly be imagined not to apply (for a battery-driven product, explain what loss of power means).',
  ),
  guide: [
    text(
      '停電及びネットワークの切断をそれぞれ起こし、復旧の前後の設定、版及び認証の要求を比べて記録する。',
      'Cause a loss of power and a loss of network, and record settings, version and demand for authentication before and after.',
    ),
  ],
  assets: ['security_settings', 'comm_settings'],
  threats: ['T6'],
  mappings: mappings['S1.1-14'],
  provenance: {
    ...reconstructed,
    requirement: publicSource(
      '脅威は経済産業省の方針(2024年8月)3.4節。文言は未確認',
      'The threat stands in METI policy 2024-08, section 3.4; the wording is unverified',
    ),
  },
  uncertain: text('試験の範囲及び回数。', 'The extent and number of trials.'),
};

/** S1.1-16: what users must be told. */
export const information: Criterion = {
  id: 'S1.1-16',
  name: text('製品の情報提供', 'Information on the product'),
  category: text('情報提供', 'Information'),
  requirement: text(
    '製品を安全に使用し、廃棄又は譲渡するために必要な情報を利用者に示すこと。',
    'Users are given the information they need to use the product, and to dispose of it or pass it on, securely.',
  ),
  subConditions: [
    { key: 'a', text: text('安全な初期設定及び使い方', 'Secure set-up and use') },
    { key: 'b', text: text('アップデートの入手及び適用の方法', 'How updates are obtained and applied') },
    {
      key: 'c',
      text: text(
        'サポート期間(アップデートを提供する期間)及びその後の扱い',
        'The support period (in which updates are provided) and what follows',
      ),
    },
    { key: 'd', text: text('想定しない使い方や、アップデートしないことによる危険', 'The risks of unintended use and of not updating') },
    { key: 'e', text: text('データの消去及び安全な廃棄', 'Erasure of data and safe disposal') },
  ],
  methods: ['document'],
  notApplicableWhen: text('該当なしとなる場合は想定しにくい。', 'It can hardly be imagined not to apply.'),
  guide: [
    text(
      'それぞれの情報の掲載場所(取扱説明書の頁、URLと閲覧した日)を記録する。',
      'Record where each is given: page of the manual, or address and day on which it was read.',
    ),
  ],
  assets: ['information_to_users'],
  threats: ['T1', 'T2', 'T4', 'T5'],
  mappings: mappings['S1.1-16'],
  provenance: {
    ...reconstructed,
    id: pstiPage,
    name: pstiPage,
    requirement: unverifiedBut(
      '一般的な知識による再構成。cはPSTIのサポート期間の義務と同等に扱われるため確度が高い',
      'General knowledge; c is well supported, since the support period of PSTI is treated as equivalent',
    ),
    mappings: publicSource(
      'EN 303 645 5.3-13はPSTIを通じた対応。その他は本システムによる(未確認)',
      'EN 303 645 5.3-13 by way of PSTI; the others are ours, unverified',
    ),
  },
  uncertain: text('情報の項目の正式な一覧。', 'The official list of items.'),
};
