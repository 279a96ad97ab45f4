import type { Criterion } from '../../../src/rules/criteria.ts';
import { type Text, text } from '../../../src/rules/text.ts';
import type { Method } from '../../../src/rules/verdict.ts';

const skill = (id: string, name: Text, methods: readonly Method[]): Criterion => ({
  id,
  name,
  category: text('技能', 'Skills'),
  requirement: text(`${name.ja}ができること。`, `Can do: ${name.en}.`),
  subConditions: [],
  methods,
  notApplicableWhen: text('腕を骨折しているとき。', 'While an arm is broken.'),
  guide: [text('落ち着いて打つ。', 'Stay calm.')],
  assets: [],
  threats: [],
  mappings: {},
  provenance: { all: { grade: 'ours', note: text('架空', 'Fictional') } },
});

/** Everything a player can be asked to show. */
export const skills: readonly Criterion[] = [
  skill('B1', text('サーブ', 'Serve'), ['document', 'device']),
  skill('B2', text('ラリー', 'Rally'), ['device']),
  skill('B3', text('あいさつ', 'Greeting'), ['document']),
  skill('R1', text('ボレー', 'Volley'), ['device']),
  skill('M1', text('試合', 'Match'), ['device']),
];

/** The field in which a skill is answered. */
export const answerTo = (id: string, clause = 'T-4-3') => {
  const found = skills.find((each) => each.id === id);
  return {
    id,
    kind: 'verdict',
    criterion: id,
    label: found?.name ?? text(id, id),
    clause,
    required: 'always',
    published: 'always',
  } as const;
};
