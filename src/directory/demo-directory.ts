import { day } from '../rules/day.ts';
import { text } from '../rules/text.ts';
import type { Actor, Store } from '../store/index.ts';
import { enter } from './commands.ts';
import { type AskedEntry, type DirectoryKind, decideEntry } from './directory.ts';

const system: Actor = { person: 'system', organisation: 'system', role: 'system', via: 'system' };
const decided = { source: 'デモ名簿(見本) / Demo list (sample)', decidedOn: day('2025-03-25') };
const years = { from: day('2025-04-01'), until: day('2035-03-31') };

/** Entries that are visibly made up: one of each kind that counts, and an operator whose listing has run out. */
export const demoDirectory = [
  {
    kind: 'verification-operator',
    ...{ id: 'DEMO-V-0001', name: text('デモ検証サービス(見本)', 'Demo Verification Service (sample)'), ...years, ...decided },
  },
  {
    kind: 'verification-operator',
    id: 'DEMO-V-0002',
    name: text('デモ検証サービス・期限切れ(見本)', 'Demo Verification Service, expired (sample)'),
    ...{ from: day('2025-04-01'), until: day('2025-09-30'), ...decided },
  },
  {
    kind: 'evaluation-body',
    ...{ id: 'DEMO-E-0001', name: text('デモ評価機関(見本)', 'Demo Evaluation Body (sample)'), ...years, ...decided },
  },
  {
    kind: 'qualification',
    ...{ id: 'demo-qualification', name: text('デモ評価士(見本)', 'Demo Assessor (sample)'), ...years, until: null, ...decided },
  },
] as const satisfies readonly (AskedEntry & { readonly kind: DirectoryKind })[];

/** Fills the directory of a new demo store; does nothing when that was done. */
export async function createDemoDirectory(store: Store): Promise<void> {
  await store.command({ principal: 'system', key: 'demo-directory-1', request: {} }, async (tx) => {
    for (const { kind, ...asked } of demoDirectory)
      await enter(tx, kind, system, (listings) => decideEntry(listings, asked, asked.decidedOn));
    return {};
  });
}
