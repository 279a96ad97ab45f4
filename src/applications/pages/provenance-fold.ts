import type { Provenance } from '../../rules/criteria.ts';
import { type Text, text } from '../../rules/text.ts';
import { type Html, html } from '../../web/html.ts';
import { icon } from '../../web/icons.ts';
import type { MemberVisit } from '../../web/page.ts';

const words = {
  notOfficial: text('公式の文言ではない部分があります', 'Parts of this text are not the official wording'),
};

const gradeWords: Readonly<Record<Provenance['grade'], Text>> = {
  official: text('公式文書', 'Official document'),
  'public-source': text('公開資料による', 'From public sources'),
  inferred: text('推定', 'Inferred'),
  unverified: text('未確認', 'Unverified'),
  ours: text('本システムで作成', 'Written by us'),
};

const aspectWords: Readonly<Record<string, Text>> = {
  id: text('番号', 'Number'),
  name: text('名称', 'Name'),
  requirement: text('適合基準の文言', 'Wording of the criterion'),
  text: text('適合基準の文言', 'Wording of the criterion'),
  subConditions: text('条件', 'Conditions'),
  methods: text('評価方法', 'Methods'),
  notApplicableWhen: text('「該当なし」の条件', 'When not applicable'),
  guide: text('評価ガイド', 'Evaluation guide'),
  assets: text('守るもの', 'Assets'),
  threats: text('脅威', 'Threats'),
  mappings: text('対応', 'Mappings'),
  label: text('項目名', 'Name of the item'),
  hint: text('書くこと', 'What to write'),
  weight: text('必須・任意の別', 'Mandatory or optional'),
  evidenceHint: text('裏付けの例', 'What bears it out'),
};

/** Where the wording comes from, wherever the official one is not ours (design principle 12). */
export function provenanceFold(visit: MemberVisit, of: Readonly<Record<string, Provenance>>): Html | false {
  const { t } = visit;
  const doubtful = Object.entries(of).filter(([, its]) => its.grade !== 'official');
  if (doubtful.length === 0) return false;
  const grouped = Map.groupBy(doubtful, ([, its]) => `${its.grade} ${its.note.ja}`);
  const lines = [...grouped.values()].map((group) => {
    const its = group[0]?.[1];
    const aspects = group.map(([aspect]) => t(aspectWords[aspect] ?? text(aspect, aspect))).join(visit.language === 'ja' ? '・' : ', ');
    return its && html`<li><strong>${aspects}</strong> <span class="clause">${t(gradeWords[its.grade])}</span> ${t(its.note)}</li>`;
  });
  return html`<details class="origin"><summary>${icon('info')}<span>${t(words.notOfficial)}</span></summary><ul class="origin-list">${lines}</ul></details>`;
}
