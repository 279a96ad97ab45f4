import type { Dossier, Field, Section } from '../../rules/dossier.ts';
import { text } from '../../rules/text.ts';
import { type Html, html, type Piece } from '../../web/html.ts';
import { icon } from '../../web/icons.ts';
import { fold } from '../../web/parts.ts';
import type { Visit } from '../../web/visit.ts';
import { weightWords } from './disclosed.ts';

const words = {
  item: text('項番', 'Item'),
  name: text('項目と、書かれること', 'Item, and what is written'),
  weight: text('区分', 'Weight'),
  decisive: text('実際に行っていることが条件', 'Must actually be done'),
  decisiveLead: text(
    '必須項目がすべて適切に開示され、「実際に行っていることが条件」の項目が行われていれば認定されます。選択項目は結果に影響しません。',
    'Certified when all mandatory items are properly disclosed and those that “must actually be done” are. Optional items never decide.',
  ),
  jump: text('開示項目の区分', 'Sections of items'),
  evidence: text('裏付けになる資料の例', 'What usually bears it out'),
  provenance: text('出所', 'Where this comes from'),
} as const;

type Item = Field & { readonly kind: 'disclosure' };
const itemsIn = (section: Section): readonly Item[] => section.fields.filter((field): field is Item => field.kind === 'disclosure');

/** How many items of disclosure a dossier asks for. */
export const itemCount = (dossier: Dossier): number => dossier.sections.flatMap(itemsIn).length;

/** What a provider discloses, item by item in words that anyone understands, and what decides (D-3-1). */
export function disclosureItems(visit: Visit, dossier: Dossier, provenance: (visit: Visit, field: Field) => Piece): Html {
  const { t } = visit;
  const sections = dossier.sections.filter((section) => itemsIn(section).length > 0);
  const id = (section: Section) => `items-${section.id}`;
  return html`<p class="section-lead">${t(words.decisiveLead)}</p>
<nav class="page-jump" aria-label="${t(words.jump)}"><ul>${sections.map((section) => html`<li><a href="#${id(section)}">${t(section.label)} <span class="quiet small">${itemsIn(section).length}</span></a></li>`)}</ul></nav>
${sections.map(
  (section) =>
    html`<section class="disclosed-section" id="${id(section)}"><h3>${t(section.label)}${section.part && html` <span class="quiet small">${t(section.part)}</span>`}</h3>
<table class="disclosed disclosed-items"><caption class="sr">${t(section.label)}</caption><thead><tr><th scope="col">${t(words.item)}</th><th scope="col">${t(words.name)}</th><th scope="col">${t(words.weight)}</th></tr></thead><tbody>${itemsIn(
      section,
    ).map(
      (field) =>
        html`<tr><td><span class="code tight">${field.item}</span></td><th scope="row">${t(field.label)}${field.hint && html`<p class="item-hint">${t(field.hint)}</p>`}${more(visit, field, provenance)}</th><td><span class="weight weight-${field.weight}">${t(weightWords[field.weight])}</span>${field.decisive && html`<p class="decisive">${icon('check-circle')}${t(words.decisive)}</p>`}</td></tr>`,
    )}</tbody></table></section>`,
)}`;
}

function more(visit: Visit, field: Item, provenance: (visit: Visit, field: Field) => Piece): Html | false {
  const { t } = visit;
  const said = provenance(visit, field);
  if (!field.evidenceHint && !said) return false;
  return fold(
    t(text(`${words.evidence.ja}・${words.provenance.ja}`, `${words.evidence.en}; ${words.provenance.en.toLowerCase()}`)),
    html`${field.evidenceHint && html`<p class="small">${t(words.evidence)}: ${t(field.evidenceHint)}</p>`}${said}`,
  );
}
