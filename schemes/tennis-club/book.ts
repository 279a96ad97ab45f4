import { loadBook } from '../../src/rules/load-book.ts';
import { clauses } from './clauses.ts';
import { clocks } from './clocks.ts';
import { basic10 } from './criteria/basic/1.0/edition.ts';
import { basic20 } from './criteria/basic/2.0/edition.ts';
import { master10 } from './criteria/master/1.0/edition.ts';
import { regular10 } from './criteria/regular/1.0/edition.ts';
import { skills } from './criteria/skills.ts';
import { guards } from './guards.ts';
import { application, attestation } from './lifecycle.ts';
import { offers } from './offers.ts';
import { changes, voices } from './outside.ts';
import { publication } from './publication.ts';
import { agreements, evaluatorCategories, levels, parties, scheme, scope } from './scheme.ts';
import { terms } from './terms.ts';
import { threads } from './threads.ts';
import { statusWords } from './wording.ts';

/** The rule book of a club that does not exist. */
export const tennisClub = loadBook({
  ...scheme,
  parties,
  levels,
  evaluatorCategories,
  scope,
  criteria: skills,
  editions: [basic10, basic20, regular10, master10],
  offers,
  agreements,
  application,
  attestation,
  threads,
  guards,
  clocks,
  terms,
  publication,
  statusWords,
  changes,
  voices,
  renewal: { anew: [], clause: 'T-6-3' },
  sameObject: { alike: ['name', 'birthday'], clause: 'T-5-12' },
  keeping: {
    ends: {
      refused: 'T-5-11',
      dropped: 'T-5-11',
      expired: 'T-5-11',
      withdrawn: 'T-5-11',
      lapsed: 'T-5-11',
      ceased: 'T-5-11',
      superseded: 'T-5-11',
    },
    stays: [],
    fetchDays: 7,
    clause: 'T-5-11',
  },
  engineRules: {
    'edition-known': 'T-4-1',
    'set-approved': 'T-3-5',
    'level-open': 'T-4-1',
    'edition-open': 'T-4-2',
    'validity-decided': 'T-3-5',
  },
  clauses,
});
