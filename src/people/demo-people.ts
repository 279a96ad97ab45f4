import { corporateCheckDigit } from '../rules/corporate-number.ts';
import type { Store } from '../store/index.ts';
import { join } from './memberships.ts';
import { findOrganisation, foundOrganisation, type Organisation } from './organisations.ts';
import { findPerson, registerPerson } from './persons.ts';
import type { Role } from './policy.ts';
import { systemActor } from './record.ts';

/** The issuer of demo identities, whatever port the demo server happens to have. */
export const demoIssuer = 'urn:akashi:demo';

const numbered = (base: string): string => `${corporateCheckDigit(base)}${base}`;

/** Organisations that are visibly made up. */
export const demoOrganisations = [
  {
    id: 'demo-camera',
    nameJa: 'デモ・カメラ工業株式会社(見本)',
    nameEn: 'Demo Camera Industries (sample)',
    kind: 'applicant',
    corporateNumber: numbered('000000000001'),
  },
  {
    id: 'demo-sensor',
    nameJa: 'デモ・センサー合同会社(見本)',
    nameEn: 'Demo Sensor LLC (sample)',
    kind: 'applicant',
    corporateNumber: numbered('000000000002'),
  },
  {
    id: 'demo-cloud',
    nameJa: '見本クラウド基盤株式会社(見本)',
    nameEn: 'Mihon Cloud Platform (sample)',
    kind: 'applicant',
    corporateNumber: numbered('000000000003'),
  },
  { id: 'demo-office', nameJa: 'デモ制度事務局(見本)', nameEn: 'Demo scheme office (sample)', kind: 'office', corporateNumber: null },
  {
    id: 'demo-secretariat',
    nameJa: '見本認定機関事務局(見本)',
    nameEn: 'Mihon certification secretariat (sample)',
    kind: 'office',
    corporateNumber: null,
  },
  { id: 'demo-ministry', nameJa: 'デモ政府機関(見本)', nameEn: 'Demo government body (sample)', kind: 'government', corporateNumber: null },
  {
    id: 'demo-committee',
    nameJa: '見本認定審査委員会(見本)',
    nameEn: 'Demo certification committee (sample)',
    kind: 'committee',
    corporateNumber: null,
  },
] as const satisfies readonly Organisation[];

export interface DemoPerson {
  /** Also the subject at the demo provider. */
  readonly id: string;
  readonly name: string;
  readonly nameEn: string;
  readonly organisation: (typeof demoOrganisations)[number]['id'];
  readonly roles: readonly Role[];
}

/** One person for each part in a case; three officers, so that who accepted need not be who issues. */
export const demoPeople = [
  { id: 'demo-hanako', name: '見本 花子', nameEn: 'Hanako Mihon', organisation: 'demo-camera', roles: ['responsible'] },
  { id: 'demo-taro', name: '見本 太郎', nameEn: 'Taro Mihon', organisation: 'demo-camera', roles: ['editor'] },
  { id: 'demo-misaki', name: '例示 美咲', nameEn: 'Misaki Reiji', organisation: 'demo-sensor', roles: ['responsible'] },
  { id: 'demo-ken', name: '例示 健', nameEn: 'Ken Reiji', organisation: 'demo-sensor', roles: ['editor'] },
  { id: 'demo-aoi', name: '見本 葵', nameEn: 'Aoi Mihon', organisation: 'demo-cloud', roles: ['responsible'] },
  { id: 'demo-riku', name: '見本 陸', nameEn: 'Riku Mihon', organisation: 'demo-cloud', roles: ['editor'] },
  { id: 'demo-sato', name: '事務 佐藤', nameEn: 'Sato Jimu', organisation: 'demo-office', roles: ['officer', 'office-admin'] },
  { id: 'demo-suzuki', name: '事務 鈴木', nameEn: 'Suzuki Jimu', organisation: 'demo-office', roles: ['officer'] },
  { id: 'demo-takahashi', name: '事務 高橋', nameEn: 'Takahashi Jimu', organisation: 'demo-office', roles: ['officer'] },
  { id: 'demo-ito', name: '認定 伊藤', nameEn: 'Ito Nintei', organisation: 'demo-secretariat', roles: ['officer', 'office-admin'] },
  { id: 'demo-watanabe', name: '認定 渡辺', nameEn: 'Watanabe Nintei', organisation: 'demo-secretariat', roles: ['officer'] },
  { id: 'demo-yamada', name: '官庁 山田', nameEn: 'Yamada Kancho', organisation: 'demo-ministry', roles: ['respondent'] },
  { id: 'demo-ichiro', name: '委員 一郎(見本)', nameEn: 'Ichiro Iin (sample)', organisation: 'demo-committee', roles: ['chair'] },
  { id: 'demo-futaba', name: '委員 二葉(見本)', nameEn: 'Futaba Iin (sample)', organisation: 'demo-committee', roles: ['member'] },
  { id: 'demo-sanpei', name: '委員 三平(見本)', nameEn: 'Sanpei Iin (sample)', organisation: 'demo-committee', roles: ['member'] },
] as const satisfies readonly DemoPerson[];

/** Somebody the demo provider knows and this installation does not: to see how a stranger is met, and how an invitation is used. */
export const demoNewcomer = { id: 'demo-newcomer', name: '新顔 結', nameEn: 'Yui Shingao' } as const;

/** The id of a ready-made person. */
export type DemoPersonId = (typeof demoPeople)[number]['id'] | typeof demoNewcomer.id;

/** Creates the demo organisations and people that a demo store does not have yet: all of them in a new one, later ones in an older. */
export async function createDemoPeople(store: Store): Promise<void> {
  await store.transaction(async (tx) => {
    for (const organisation of demoOrganisations)
      if (!(await findOrganisation(tx.db, organisation.id))) await foundOrganisation(tx, organisation, systemActor);
    for (const person of demoPeople) {
      if (await findPerson(tx.db, person.id)) continue;
      await registerPerson(tx, person.id, { issuer: demoIssuer, subject: person.id, name: person.name, mail: null }, systemActor);
      for (const role of person.roles) await join(tx, person.id, person.organisation, role, null, systemActor);
    }
  });
}
