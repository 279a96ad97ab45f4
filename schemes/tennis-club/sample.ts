import { day } from '../../src/rules/day.ts';
import type { Values } from '../../src/rules/dossier.ts';
import type { Facts } from '../../src/rules/facts.ts';

const shown = (id: string): Values => ({
  [`${id}/verdict`]: 'conforms',
  [`${id}/method`]: id === 'B3' ? 'document' : 'device',
  [`${id}/basis`]: 'own',
  [`${id}/minutes`]: 10,
  [`${id}/evidence`]: [{ document: 'film-1', place: '3:20' }],
});

/** A dossier without fault of the first edition of the basics, for tests. */
export const basics: Values = {
  name: '庭球 花子',
  nickname: 'スマッシュ',
  birthday: '2001-04-01',
  company: '7000012050002',
  hand: 'left',
  rackets: [{ model: 'ORANGE-100' }],
  fairPlay: true,
  'shoes/answer': 'content',
  'shoes/content': '毎回ブラシで落とす。',
  'shoes/evidence': [{ document: 'film-1', place: '0:10' }],
  ...shown('B1'),
  ...shown('B2'),
};

export const manners: Values = shown('B3');
export const regular: Values = { ...basics, ...shown('R1') };
export const master: Values = { ...regular, ...shown('M1'), fans: [{ organisation: 'fan-club' }] };

/** What the engine would load beside it: the player's own film, and a coach on the list. */
export const known: Partial<Facts> = {
  evidence: [{ id: 'film-1', name: '練習.mp4', sha256: '0'.repeat(64), erased: false }],
  directory: [
    { kind: 'evaluation-body', id: 'coaching-house', from: day('2026-01-01'), until: day('2027-12-31') },
    { kind: 'evaluation-body', id: 'player-home', from: day('2026-01-01') },
    { kind: 'evaluation-body', id: 'fan-club', from: day('2026-01-01') },
  ],
};
