import type { FastifyInstance } from 'fastify';
import { errorsIn } from '../../rules/form-check.ts';
import { text } from '../../rules/text.ts';
import { buttonLink } from '../../web/form.ts';
import { html } from '../../web/html.ts';
import { icon } from '../../web/icons.ts';
import { page } from '../../web/page.ts';
import { notice, section } from '../../web/parts.ts';
import type { Engine } from '../commands.ts';
import { caseFrame } from './case-frame.ts';
import { type Desk, fieldAt, openDesk, places, sectionOf } from './desk.ts';
import { findingList } from './dossier-parts.ts';
import { missingLine } from './dossier-section.ts';

const words = {
  lead: text(
    '事務局が受理の際に行う形式の確認と、同じものです。内容の当否は判断しません。',
    'This is the very check that the office makes on receipt. It looks at the form, not at whether the content is true.',
  ),
  whole: text('申請全体', 'The application as a whole'),
  submit: text('提出へ進む', 'Go to submission'),
  notes: text('参考の指摘は、提出を妨げません。', 'Notes do not stand in the way of submission.'),
  clean: text('指摘はありません。', 'Nothing was found.'),
};

/** All findings, by section, errors before notes, each a link to its field. */
export function checkRoutes(app: FastifyInstance, engine: Engine): void {
  page(app, '/applications/:id/check', async (visit) => {
    const desk = await openDesk(engine, visit, visit.params['id'] ?? '');
    const { t, to } = visit;
    const { id } = desk.its.subject;
    const clean = errorsIn(desk.findings).length === 0;
    const body = html`${clean && notice(visit, 'good', words.clean, buttonLink(visit, words.submit, to(places.submit(id))))}${groupsOf(
      desk,
    ).map((group) => {
      const errors = errorsIn(group.findings);
      const sorted = [...errors, ...group.findings.filter((finding) => finding.weight === 'note')];
      return section(visit, group.label, findingList(visit, desk, sorted), { actions: html`<span class="count">${sorted.length}</span>` });
    })}${desk.findings.some((finding) => finding.weight === 'note') && html`<p class="quiet check-note">${icon('info')} ${t(words.notes)}</p>`}`;
    return { title: missingLine(desk), body: caseFrame(visit, desk, 'check', { title: missingLine(desk), lead: words.lead }, body) };
  });
}

/** Findings by the section they lie in, in the order of the dossier; those on nothing in particular come first. */
export function groupsOf(desk: Desk) {
  const of = (sectionId: string | undefined) =>
    desk.findings.filter((finding) => {
      const field = fieldAt(desk.dossier, finding.path);
      return (field && sectionOf(desk.dossier, field)?.id) === sectionId;
    });
  return [
    { label: words.whole, findings: of(undefined) },
    ...desk.dossier.sections.map((each) => ({ label: each.label, findings: of(each.id) })),
  ].filter((group) => group.findings.length > 0);
}
