import type { Dossier, Section } from '../../../../../src/rules/dossier.ts';
import { text } from '../../../../../src/rules/text.ts';
import { applicantSection } from './applicant-section.ts';
import { declarationSection, labelSection, safetySection } from './closing-sections.ts';
import { criteria } from './criteria.ts';
import { evaluatorSection } from './evaluator-section.ts';
import { modelsSection, productSection } from './product-section.ts';
import { protectedSection } from './protected-section.ts';

/** The checklist: one verdict per criterion, with reason, method, person-minutes and pointers to evidence. */
const assessmentSection: Section = {
  id: 'assessment',
  label: text('適合評価', 'Assessment'),
  intro: text(
    '適合基準ごとに、判定、理由、評価方法、要した時間、証跡の資料名と箇所を記入します。証跡はベンダーの手元に置かれ、申請時に事務局へ提出する必要はありません。',
    'For each criterion: verdict, reason, method, time spent, and where the evidence is (document and place). The evidence stays with the vendor and need not be handed over at application.',
  ),
  fields: criteria.map((its, index) => ({
    id: its.id,
    kind: 'verdict' as const,
    criterion: its.id,
    label: its.name,
    hint: its.requirement,
    required: 'always' as const,
    published: 'always' as const,
    cell: `適合評価!A${index + 5}`,
    clause: 'L-3.4-5',
  })),
};

/** What a ★1 applicant fills in, in the order in which it is best filled. */
export const dossier: Dossier = {
  sections: [
    applicantSection,
    productSection,
    modelsSection,
    protectedSection,
    assessmentSection,
    evaluatorSection,
    safetySection,
    labelSection,
    declarationSection,
  ],
};
