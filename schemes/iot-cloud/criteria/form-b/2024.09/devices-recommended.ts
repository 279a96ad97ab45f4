import { text } from '../../../../../src/rules/text.ts';
import { item, outline, section, under, unverified } from './item.ts';

/** Terminals recommended: B3-01 to B3-02. */
export const devicesRecommended = section('devices-recommended', 'service', text('推奨端末', 'Terminals recommended'), [
  ...under(text('推奨端末', 'Terminals recommended'), [
    item(
      'B3-01',
      'optional',
      text('推奨端末の条件', 'Recommended devices'),
      text(
        '利用者が用意する機器の種類、OS、通信方式などの条件',
        'Kind, operating system, communication and other conditions of devices that users bring',
      ),
      text('サービス仕様書', 'Service specification'),
      [
        outline,
        unverified,
        text('区分名は制度概要による。項目名は当方の仮称', 'The section is that of the outline; the name of the item is ours for now'),
      ],
    ),
    item(
      'B3-02',
      'optional',
      text('推奨端末のセキュリティ条件', 'Security conditions for recommended devices'),
      text(
        '求める設定・更新・認証の条件。適合ラベルの要否',
        'Settings, updates and authentication asked for; whether a conformity label is needed',
      ),
      text('サービス仕様書、接続条件書', 'Service specification, connection conditions'),
      [unverified, unverified, text('名称は当方の仮称', 'The name is ours for now')],
    ),
  ]),
]);
