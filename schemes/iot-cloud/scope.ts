import type { Book } from '../../src/rules/book.ts';
import type { Values } from '../../src/rules/dossier.ts';
import { type Text, text } from '../../src/rules/text.ts';
import { choice, option } from './fields.ts';

type Outcome = ReturnType<Book['scope']['decide']>;
const yesNo = [option('yes', 'はい', 'Yes'), option('no', 'いいえ', 'No')];
const out = (clause: string, reason: Text): Outcome => ({ outcome: 'out-of-scope', clause, reason });
const unclear = (clause: string, reason: Text): Outcome => ({ outcome: 'unclear', clause, reason });

/** Whether a service can be applied for; what is in doubt is asked before filing (D-4.1-2, D-4.3-1). */
export const scope: Book['scope'] = {
  questions: [
    choice('provided', text('サービスの提供を既に始めていますか', 'Is the service already being provided?'), 'D-4.1-1', yesNo),
    choice(
      'usesIotDevices',
      text(
        'IoT機器(センサーやアクチュエータ)を使うクラウドサービスですか',
        'Is it a cloud service that uses IoT devices (sensors, actuators)?',
      ),
      'D-4.1-2',
      yesNo,
    ),
    choice('serviceKind', text('サービスの種類', 'Kind of service'), 'D-4.1-2', [
      option('iaas', 'IaaS(ハード基盤機能とデータセンターの複合機能)', 'IaaS: hardware platform and data-centre functions together'),
      option(
        'paas-narrow',
        '狭義のPaaS(システム基盤・ネットワーク基盤・開発実行基盤)',
        'PaaS in the narrow sense: system, network, development and execution platform',
      ),
      option('paas-broad', '広義のPaaS(データセンター及びIaaSを含む)', 'PaaS in the broad sense: with data centre and IaaS'),
      option('hardware-only', 'ハード基盤機能だけ', 'Hardware platform only'),
      option('unsure', '分からない', 'Not sure'),
    ]),
    {
      id: 'platforms',
      kind: 'choices',
      label: text('提供している基盤サービス', 'Platform services provided'),
      clause: 'D-4.2-1',
      required: 'always',
      options: [
        option('hardware', 'ハード基盤サービス', 'Hardware platform'),
        option('system', 'システム基盤サービス(課金・認証等)', 'System platform (billing, authentication …)'),
        option('network', 'ネットワーク基盤サービス', 'Network platform'),
        option('development', '開発・実行基盤サービス', 'Development and execution platform'),
        option('none', 'いずれも提供していない', 'None of these'),
      ],
    },
    choice('contract', text('利用者との契約', 'Who contracts with the users'), 'D-4.2-2', [
      option('self', '申請者が自ら契約する(業務の一部を外部に委託していても可)', 'The applicant itself, even when parts are outsourced'),
      option('agents', '販売代理店・仲介代理店が契約する', 'Agents contract for the applicant'),
      option(
        'own-sale',
        'OEM販売、又は独自のサポートを行う代理店として申請する',
        'The applicant is an OEM seller, or an agent with its own support',
      ),
      option(
        'plain-agent',
        '他社サービスの代理店で、独自のサポートは行っていない',
        'The applicant is an agent of another provider without support of its own',
      ),
    ]),
    choice('foreign', text('申請者は外国法人ですか', 'Is the applicant a foreign corporation?'), 'D-4.2-3', [
      option('no', 'いいえ', 'No'),
      option('japanese', 'はい(日本語で情報開示を行う)', 'Yes, and it discloses in Japanese'),
      option('not-japanese', 'はい(日本語での情報開示は行わない)', 'Yes, and it does not disclose in Japanese'),
    ]),
    choice(
      'unit',
      text('申請の単位は、独立して提供される一つのサービスですか', 'Is the unit one independently provided service?'),
      'D-4.3-1',
      [
        option('yes', 'はい(独立して提供される一つのサービス)', 'Yes, one independently provided service'),
        option('combined', 'はい(複数の基盤サービスを統合した一つの単位)', 'Yes, several platform services combined in one unit'),
        option('no', 'いいえ', 'No'),
        option('unsure', '分からない', 'Not sure'),
      ],
    ),
  ],
  decide,
};

function decide(answers: Values): Outcome {
  const platforms = Array.isArray(answers.platforms) ? answers.platforms : [];
  if (answers.provided !== 'yes')
    return out(
      'D-4.1-1',
      text('既に提供を開始しているサービスに限られます。', 'Only a service that is already being provided can be applied for.'),
    );
  if (answers.usesIotDevices !== 'yes')
    return out('D-4.1-2', text('IoT機器を使うクラウドサービスではありません。', 'It is no cloud service that uses IoT devices.'));
  if (answers.serviceKind === 'hardware-only')
    return out(
      'D-4.1-2',
      text(
        'IaaSは、ハード基盤機能とデータセンターの複合機能を提供するサービスです。',
        'IaaS is hardware platform and data-centre functions together.',
      ),
    );
  if (platforms.length === 0 || platforms.includes('none'))
    return out(
      'D-4.2-1',
      text(
        '四つの基盤サービスのいずれかを提供する事業者に限られます。',
        'The applicant must provide at least one of the four platform services.',
      ),
    );
  if (answers.foreign === 'not-japanese')
    return out(
      'D-4.2-3',
      text('外国法人は、日本語で情報開示を行う場合に申請できます。', 'A foreign corporation can apply when it discloses in Japanese.'),
    );
  if (answers.contract === 'plain-agent')
    return out(
      'D-4.2-5',
      text('提供元の事業者が、代理店の情報を記載して申請してください。', 'The providing company applies and names its agents.'),
    );
  if (answers.unit === 'no')
    return out('D-4.3-1', text('独立して提供されるサービスごとに申請してください。', 'Apply for each independently provided service.'));
  if (answers.serviceKind === 'unsure')
    return unclear(
      'D-4.1-2',
      text('サービスの種類を、提出の前に事務局へお問い合わせください。', 'Ask the office which kind of service it is before you file.'),
    );
  if (answers.unit !== 'yes' && answers.unit !== 'combined')
    return unclear(
      'D-4.3-1',
      text('申請の単位を、提出の前に事務局へお問い合わせください。', 'Ask the office about the unit before you file.'),
    );
  return inScope(answers);
}

const REASONS = {
  self: {
    clause: 'D-4.2-2',
    reason: text(
      '申請者が自ら利用者と契約するため、業務の一部を外部に委託していても申請できます。',
      'The applicant contracts with the users itself and can apply, even when parts are outsourced.',
    ),
  },
  agents: {
    clause: 'D-4.2-4',
    reason: text(
      '提供元の事業者として申請できます。代理店の名称、本店の所在地及び連絡先を申請書Aに記載してください。',
      'The providing company can apply; form A names its agents with head office and contact.',
    ),
  },
  'own-sale': {
    clause: 'D-4.2-5',
    reason: text(
      'OEM販売又は独自のサポートを行うサービスとして、独自に申請できます。',
      'An OEM seller, or an agent with its own support, can apply on its own for that service.',
    ),
  },
} as const;

/** Why the service can be applied for: by whom users are served, and that a foreign corporation discloses in Japanese. */
function inScope(answers: Values): Outcome {
  const its = Object.entries(REASONS).find(([contract]) => contract === answers.contract)?.[1];
  if (!its) return unclear('D-4.2-2', text('利用者との契約のしかたを選んでください。', 'Choose who contracts with the users.'));
  if (answers.foreign !== 'japanese') return { outcome: 'in-scope', ...its };
  const reason = text(
    `外国法人は、日本語で情報開示を行うため申請できます。${its.reason.ja}`,
    `A foreign corporation that discloses in Japanese can apply. ${its.reason.en}`,
  );
  return { outcome: 'in-scope', clause: 'D-4.2-3', reason };
}
