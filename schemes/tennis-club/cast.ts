import { day } from '../../src/rules/day.ts';
import { RuleRefused } from '../../src/rules/refusal.ts';
import { type Story, someone, story } from '../../src/rules/story.ts';
import { tennisClub as club } from './book.ts';
import { basics, known } from './sample.ts';

export const player = someone('Hanako', 'player-home', 'player');
export const desk = someone('Ken', 'club', 'desk');
export const desk2 = someone('Yui', 'club', 'desk');
export const head = someone('Orie', 'club', 'head');
export const coach = someone('Marco', 'coaching-house', 'coach');
export const elder = (name: string) => someone(name, 'elders', 'elder');
export const neighbour = someone('Sato', 'next-door', 'neighbour');

/** Code and clause of a refusal. */
export const code = (refusal: Error) => (refusal instanceof RuleRefused ? `${refusal.code} ${refusal.clause}` : refusal.name);
export const paid = (amount: number, on = '2026-11-24') => ({ payments: [{ fee: 'entry', amount, receivedOn: day(on) }] });
export const agreed = { inquiries: [{ thread: 'x', outcome: 'favourable' as const }] };

export const begins = (
  level = '1',
  values = basics,
  edition = { '1': 'basic/1.0', '2': 'regular/1.0', '3': 'master/1.0' }[level] ?? '',
  day = '2026-11-20',
  renews?: string,
) => story(club, { day, level, edition, organisation: 'player-home', values, facts: known, ...(renews ? { renews, id: 'case-2' } : {}) });
export const atDesk = (...of: Parameters<typeof begins>) => begins(...of).does(player, 'submit');
export const unpaid = (...of: Parameters<typeof begins>) => atDesk(...of).does(desk, 'accept');
export const inThread = (so: Story, kind: string) => ({ thread: so.thread(kind).id });
export const settling = (so: Story, amount: number) => ({ place: inThread(so, 'fee'), input: { receivedOn: '2026-11-24', amount } });
export const pays = (so: Story, amount: number) => so.knowing(paid(amount)).does(desk, 'settle', settling(so, amount));
export const inReview = (...of: Parameters<typeof begins>) =>
  pays(unpaid(...of), 2200)
    .knowing(agreed)
    .does(desk2, 'startReview');
/** The badge of level 1 that the player is granted on a day. */
export const badge = (day = '2026-11-22') =>
  inReview('1', basics, 'basic/1.0', '2026-11-20').on(day).does(head, 'grant').attested({ serial: 1 });
