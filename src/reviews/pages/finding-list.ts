import type { Finding } from '../../rules/refusal.ts';
import { type Html, html } from '../../web/html.ts';
import { icon } from '../../web/icons.ts';
import type { MemberVisit } from '../../web/page.ts';
import { clause } from '../../web/parts.ts';
import { anchorOf, type Desk, fieldAt, places } from '../desk.ts';

/** Findings as links to their items on the page of the check. */
export const findingList = (visit: MemberVisit, desk: Desk, findings: readonly Finding[]): Html =>
  html`<ul class="finding-list">${findings.map((finding) => {
    const field = fieldAt(desk.dossier, finding.path);
    const said = visit.t(finding.message);
    return html`<li class="finding-${finding.weight}">${icon(finding.weight === 'error' ? 'alert-circle' : 'info')}<span>${field ? html`<a href="${visit.to(places.check(desk.its.subject.id))}#${anchorOf(field)}">${said}</a>` : said} ${clause(finding.clause)}</span></li>`;
  })}</ul>`;
