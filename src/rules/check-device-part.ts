import type { Book } from './book.ts';
import { citation } from './citation.ts';
import type { DevicePart } from './device-part.ts';
import { criteriaOf } from './editions.ts';

/** What is wrong with the device parts of a book: a criterion, sub-condition or edition that does not exist, and what could never be settled. */
export const devicePartProblems = (book: Book): readonly string[] => [
  ...(book.deviceParts ?? []).flatMap((part) => problemsOf(book, part)),
  ...twice((book.deviceParts ?? []).map((part) => `${part.edition} version ${part.version}`)).map(
    (part) => `device part ${part} is there twice`,
  ),
];

function problemsOf(book: Book, part: DevicePart): readonly string[] {
  const name = `device part of ${part.edition}`;
  if (!book.editions.some((edition) => edition.id === part.edition)) return [`${name}: no such edition`];
  const criteria = criteriaOf(book, part.edition);
  const has = (criterion: string, sub: string) =>
    criteria.find((each) => each.id === criterion)?.subConditions.some(({ key }) => key === sub) === true;
  const decides = (criterion: string, sub: string) =>
    part.tests.some((test) => test.criterion === criterion && test.sub === sub && test.weight === 'decides');
  const settled = Object.entries(part.settledBy).flatMap(([criterion, alternatives]) =>
    alternatives.flatMap((subs) => subs.map((sub) => ({ criterion, sub }))),
  );
  return [
    ...citation(book, name, part.clause),
    ...part.tests
      .filter(({ criterion, sub }) => !has(criterion, sub))
      .map(({ finding, criterion, sub }) => `${name}: ${finding} bears on ${criterion} ${sub}, which does not exist`),
    ...settled
      .filter(({ criterion, sub }) => !decides(criterion, sub))
      .map(({ criterion, sub }) => `${name}: nothing decides ${criterion} ${sub}`),
    ...Object.keys(part.settledBy)
      .filter((criterion) => !criteria.find((each) => each.id === criterion)?.methods.includes('device'))
      .map((criterion) => `${name}: ${criterion} is not evaluated on a device`),
    ...part.tests
      .filter((test) => test.weight === 'decides' && !(test.criterion in part.settledBy))
      .map((test) => `${name}: ${test.finding} decides ${test.criterion}, which nothing settles`),
  ];
}

const twice = (names: readonly string[]): readonly string[] => names.filter((name, at) => names.indexOf(name) !== at);
