import { text } from '../../rules/text.ts';
import { html } from '../../web/html.ts';
import type { MemberVisit } from '../../web/page.ts';
import type { Page } from '../../web/visit.ts';
import type { Desk } from '../desk.ts';
import { renewalSections } from './differences.ts';
import { caseFrame } from './frame.ts';

const words = {
  title: text('更新の新旧対照表', 'Renewal: old and new'),
  lead: text(
    '変わったところだけを、赤字と記号(＋ 追加、− 削除、≠ 変更)で示しています。',
    'Only what changed, in red and by a sign: ＋ added, − removed, ≠ changed.',
  ),
};

/** What a renewal changes, for printing. */
export const renewalPage = (visit: MemberVisit, desk: Desk): Page => ({
  title: words.title,
  variant: 'office',
  body: caseFrame(
    visit,
    desk,
    undefined,
    { title: words.title, lead: words.lead },
    html`${renewalSections(visit, desk, { print: false })}`,
  ),
});
