import type { Scope } from '../../src/rules/book.ts';
import type { When } from '../../src/rules/dossier.ts';
import { text } from '../../src/rules/text.ts';
import { choice, option } from './field.ts';

const GENERAL: When = { field: 'scope/platform', is: ['general-os', 'general-it'] };

const questions = [
  choice(
    {
      id: 'scope/object',
      label: text('何についてラベルを申請しますか', 'What is the label for?'),
      hint: text(
        '付随サービスとは、製品の意図する機能に必要なアプリ、クラウドなどのデジタルサービスです。',
        'Associated services are digital services, such as an app or a cloud, that the intended functions need.',
      ),
      clause: 'L-3.2-1',
    },
    [
      option('product', '機器と、その付随サービス', 'A device with its associated services'),
      option('device', '機器(付随サービスはない)', 'A device without associated services'),
      option('service', '機器を含まないソフトウェア又はサービス', 'Software or a service without a device'),
    ],
  ),
  choice(
    {
      id: 'scope/ip',
      label: text(
        '機器は、インターネットプロトコル(IP)でデータを送受信する機能を持ちますか',
        'Does the device have the function to send and receive data by the Internet Protocol (IP)?',
      ),
      hint: text(
        '実際に接続しているかどうかではなく、接続する機能があるかどうかで答えます。',
        'It counts whether it can be connected, not whether it is.',
      ),
      clause: 'L-3.2-2',
    },
    [
      option('internet', 'インターネット上でデータを送受信する機能を持つ', 'Yes, over the internet'),
      option('network', 'ネットワーク上の他のIoT機器とIPでデータを送受信する機能を持つ', 'Yes, with other such devices on a network'),
      option('none', 'IPでデータを送受信する機能を持たない', 'No, not by IP'),
    ],
  ),
  choice({ id: 'scope/platform', label: text('機器はどのようなものですか', 'What kind of device is it?'), clause: 'L-3.2-3' }, [
    option('dedicated', '専用の機器(汎用OSを搭載しない)', 'A dedicated device without a general-purpose operating system'),
    option('general-os', '汎用OSを搭載したIoT機器', 'An IoT device with a general-purpose operating system'),
    option(
      'general-it',
      'パソコン、タブレット端末、スマートフォンなどの汎用的なIT製品',
      'General-purpose IT such as a PC, tablet or smartphone',
    ),
  ]),
  choice(
    {
      id: 'scope/added-security',
      label: text(
        '利用者は、ソフトウェア製品などにより、製品本体に容易にセキュリティ対策を追加できますか',
        'Can the user easily add security measures to the product itself, by software products or the like?',
      ),
      hint: text('例: 利用者がセキュリティソフトウェアを自由に導入できる。', 'For example, the user can freely install security software.'),
      required: GENERAL,
      clause: 'L-3.2-4',
    },
    [
      option('easily', '容易に追加できる', 'Yes, easily'),
      option('not-easily', '容易には追加できない', 'Not easily'),
      option('unknown', '分からない', 'Not known'),
    ],
  ),
];

const outcome = (is: 'in-scope' | 'out-of-scope' | 'unclear', clause: string, ja: string, en: string) => ({
  outcome: is,
  clause,
  reason: text(ja, en),
});

/** Is the product in scope? Few questions, one reasoned outcome (L-3.2-1 to L-3.2-5). */
export const scope: Scope = {
  questions,
  decide(answers) {
    const is = (id: string, ...values: readonly string[]) => values.some((value) => answers[`scope/${id}`] === value);
    if (is('object', 'service')) {
      return outcome(
        'out-of-scope',
        'L-3.2-1',
        '対象は、一つ以上の機器とその付随サービスから成る製品です。機器を含まないソフトウェアやサービスだけでは申請できません。',
        'The object is a product of one or more devices and their associated services. Software or a service without a device cannot be applied for.',
      );
    }
    if (is('ip', 'none')) {
      return outcome(
        'out-of-scope',
        'L-3.2-2',
        '対象は、インターネットプロトコル(IP)でデータを送受信する機能を持つ機器です。この機能を持たない製品は申請できません。',
        'In scope are devices with the function to send and receive data by the Internet Protocol (IP). A product without it cannot be applied for.',
      );
    }
    if (!is('object', 'product', 'device') || !is('ip', 'internet', 'network') || !is('platform', 'dedicated', 'general-os', 'general-it'))
      return notAnswered();
    if (is('platform', 'dedicated')) {
      return outcome(
        'in-scope',
        'L-3.2-2',
        'IPでデータを送受信する機能を持つ機器を含む製品であり、対象となります。',
        'The product contains a device with the function to send and receive data by IP: it is in scope.',
      );
    }
    if (is('added-security', 'easily')) {
      return outcome(
        'out-of-scope',
        'L-3.2-3',
        '利用者がソフトウェア製品などにより容易にセキュリティ対策を追加できる汎用的なIT製品は、対象外です。',
        'General-purpose IT to which the user can easily add security measures by software is out of scope.',
      );
    }
    if (is('added-security', 'not-easily')) {
      return outcome(
        'in-scope',
        'L-3.2-4',
        '汎用OSを搭載していても、利用者が製品本体に容易にセキュリティ対策を追加できないため、対象となります。',
        'Although it runs a general-purpose operating system, the user cannot easily add security measures to the product itself: it is in scope.',
      );
    }
    return is('added-security', 'unknown')
      ? outcome(
          'unclear',
          'L-3.2-5',
          'セキュリティ対策を容易に追加できるかどうかが分からないため、対象かどうかを判断できません。確かめた上で答え直すか、制度事務局にご相談ください。',
          'Whether security measures can easily be added is not known, so the scope cannot be decided. Find out and answer again, or ask the scheme office.',
        )
      : notAnswered();
  },
};

const notAnswered = () =>
  outcome(
    'unclear',
    'L-3.2-5',
    '対象かどうかを判断するための質問に、すべて答えてください。',
    'Answer all questions that decide whether the product is in scope.',
  );
