import { loadBook } from '../../src/rules/load-book.ts';
import { agreements } from './agreements.ts';
import { artwork, artworkUse } from './artwork.ts';
import { changes } from './changes.ts';
import { clauses } from './clauses.ts';
import { clocks } from './clocks.ts';
import { criteria } from './criteria/common/1.1/criteria.ts';
import { common11 } from './criteria/common/1.1/edition.ts';
import { deviceParts } from './device-part.ts';
import { guards } from './guards.ts';
import { attestation } from './holding.ts';
import { application } from './lifecycle.ts';
import { offers } from './offers.ts';
import { publications } from './publication.ts';
import { evaluatorCategories, levels, parties, scheme } from './scheme.ts';
import { scope } from './scope.ts';
import { attestationThreads } from './surveillance.ts';
import { terms } from './terms.ts';
import { applicationThreads } from './threads.ts';
import { vocabulary } from './vocabulary.ts';
import { voices } from './voices.ts';
import { statusWords } from './wording.ts';

/** The rule book of the IoT product security label, with the common ★1 set. */
export const iotLabel = loadBook({
  ...scheme,
  parties,
  levels,
  evaluatorCategories,
  scope,
  criteria,
  vocabulary,
  editions: [common11],
  offers,
  deviceParts,
  agreements,
  application,
  attestation,
  offeredAfterIssue: [
    'reportAffectingChange',
    'recordChange',
    'notifyParticulars',
    'intendReapplication',
    'returnLabel',
    'proposeWithdrawal',
    'withdraw',
    'announce',
    'doubt',
    'evidenceDemand',
    'inspection',
    'correction',
  ],
  threads: { ...applicationThreads, ...attestationThreads },
  guards,
  clocks,
  terms,
  publication: publications,
  artwork,
  artworkUse,
  statusWords,
  voices,
  changes,
  evidenceKept: 'L-3.5-5',
  renewal: { anew: ['requested-last-day'], clause: 'L-3.7-17' },
  engineRules: {
    'edition-known': 'L-3.1-2',
    'set-approved': 'L-3.3-4',
    'level-open': 'L-3.3-6',
    'edition-open': 'L-3.4-14',
    'validity-decided': 'L-3.3-6',
  },
  clauses,
});
