import type { Values } from '../../src/rules/dossier.ts';
import type { JsonObject } from '../../src/rules/json.ts';
import type { ExampleDossier } from '../example.ts';
import { type Answers, answerValues } from './answers.ts';
import { businessItems, provider } from './business-items.ts';
import { connectItems } from './connect-items.ts';
import { contractor, registry } from './evidence.ts';
import { fieldItems, fleetItems } from './further-items.ts';

const scope = (platforms: readonly string[]): JsonObject => ({
  provided: 'yes',
  usesIotDevices: 'yes',
  serviceKind: 'paas-narrow',
  platforms: [...platforms],
  contract: 'self',
  foreign: 'no',
  unit: platforms.length > 1 ? 'combined' : 'yes',
});

/** Form A, who applies: the same for every service. */
const applicant: Values = {
  applicantKind: 'corporation',
  businessName: provider.name,
  businessAddress: provider.address,
  corporateNumber: provider.corporateNumber,
  representative: provider.representative,
  representativeTitle: '代表取締役社長',
  representativeHasPower: 'yes',
  contactName: '見本 葵',
  contactDepartment: '事業企画部 課長',
  contactTelephone: '03-0000-0000',
  contactMail: 'nintei@mihon-cloud.example',
  billing: 'contact',
  existenceLanguage: 'japanese',
  existenceDocument: [{ document: registry, place: '全部' }],
};

/** Form A, what runs at the contractor's: its signed paper bears these items out. */
const outsourcing: Values = {
  outsourced: 'yes',
  outsourcing: [
    {
      contractor: contractor.name,
      work: 'データセンターの設備の提供と運用',
      items: 'B6-01、B6-02、B6-03、B6-04、B6-05、B6-06、B6-07、B6-08、B6-09、B6-10、B6-11、B6-12、B6-14',
    },
  ],
  earlier: 'no',
  maintenanceLead: 14,
};

/** What proves that the provider exists: the original once, then a copy that names where it went (D-4.4-3). */
const original: Values = { existenceProof: 'registry-original' };
const copy = (originalFiledWith: string): Values => ({ existenceProof: 'registry-copy', originalFiledWith });

const dossier = (platforms: readonly string[], formA: Values, items: Answers): ExampleDossier => ({
  scheme: 'iot-cloud',
  level: 'disclosure',
  scope: scope(platforms),
  values: { ...applicant, ...outsourcing, ...formA, ...answerValues(businessItems), ...answerValues(items) },
});

/** The first service: everything mandatory disclosed, most of what is optional too. It is certified. */
export const connect: ExampleDossier = dossier(
  ['system', 'network', 'development'],
  {
    ...original,
    serviceName: '見本IoTコネクト',
    serviceSite: 'https://www.mihon-cloud.example/connect/',
    unitCombination:
      'システム基盤(認証、課金)、ネットワーク基盤(機器との通信の監視と最適化)及び開発・実行基盤を、一つの契約と一つの管理画面で提供しています。個別には販売していません。',
  },
  connectItems,
);

/** The second service of the same provider: the business half is the same, the registry certificate a copy. */
export const fleet = (originalFiledWith: string): ExampleDossier =>
  dossier(
    ['system', 'development'],
    {
      ...copy(originalFiledWith),
      serviceName: '見本デバイス管理',
      unitCombination: 'システム基盤(機器の台帳と認証)と開発・実行基盤(更新用ソフトウェアの作成と配信)を、一つの契約で提供しています。',
    },
    fleetItems,
  );

/** The third: in good form, and below the standard, because it verifies no device. It is refused. */
export const field = (originalFiledWith: string): ExampleDossier =>
  dossier(['network'], { ...copy(originalFiledWith), serviceName: '見本フィールド計測' }, fieldItems);
