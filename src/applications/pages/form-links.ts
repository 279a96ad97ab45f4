import { type Html, html } from '../../web/html.ts';
import type { Visit } from '../../web/visit.ts';
import type { Case } from '../commands.ts';
import { formPath, printable } from '../print/forms.ts';

/** Links to everything of a case that can be printed. */
export const formLinks = (visit: Visit, its: Pick<Case, 'book' | 'subject'>): Html =>
  html`<ul class="form-links">${printable(its.book, its.subject.edition ?? '').map((each) => html`<li><a href="${visit.to(formPath(its.subject.id, each.id))}">${visit.t(each.title)}</a></li>`)}</ul>`;
