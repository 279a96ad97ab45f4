import { levelOf } from '../../applications/index.ts';
import type { Book } from '../../rules/book.ts';
import type { RuleRefused } from '../../rules/refusal.ts';
import { type Text, text } from '../../rules/text.ts';
import { button, hiddenField, postForm } from '../../web/form.ts';
import { type Html, html } from '../../web/html.ts';
import { spellDay } from '../../web/language.ts';
import type { MemberVisit } from '../../web/page.ts';
import { chip, clause, emptyState, factList, heading, notice, section, table } from '../../web/parts.ts';
import type { Page, Visit } from '../../web/visit.ts';
import { type Drawn, drawName } from '../draw.ts';
import type { CheckedDraw, Sampled } from '../list.ts';

/** The addresses, without the language. */
export const places = {
  office: '/office/draws',
  one: (drawn: Pick<Drawn, 'scheme' | 'level' | 'year'>) => `/draws/${drawName(drawn)}`,
} as const;

const words = {
  title: text('抽出検査', 'Sampling for inspection'),
  lead: (waits: number): Text =>
    waits === 0
      ? text('今年の抽出は済んでいるか、抽出の対象がありません。', 'This year’s draw is made, or there is nothing to draw.')
      : text(
          `${waits}件の抽出が、まだ行われていません。`,
          waits === 1 ? 'One draw of this year is not made yet.' : `${waits} draws of this year are not made yet.`,
        ),
  none: text('抽出検査を定めている制度はありません', 'No scheme samples anything'),
  noneNext: text('検査は、疑義があるときに行います。', 'What is inspected starts from a doubt.'),
  never: text('定期的な抽出検査は行いません。', 'Nothing is sampled periodically.'),
  share: (percent: number): Text =>
    text(
      `毎年、効力のあるものの${percent}%(端数切上げ)を抽出します。`,
      `Each year ${percent} of a hundred in effect are drawn, rounded up.`,
    ),
  now: (of: number, many: number): Text =>
    text(`いま効力のあるもの${of}件のうち、${many}件が抽出されます。`, `Of ${of} in effect now, ${many} would be drawn.`),
  do: (many: number): Text => text(`今年の${many}件を抽出し、検査を始める`, `Draw this year’s ${many} and begin their inspection`),
  done: text('今年の抽出は済みました。', 'This year’s draw is made.'),
  how: text(
    '種は機械が選び、選び直せません。抽出の結果は記録され、誰でも確かめられます。',
    'The seed is chosen by the machine, once. The result is recorded, and anyone can check it.',
  ),
  past: text('これまでの抽出', 'Draws so far'),
  which: text('抽出', 'Draw'),
  on: text('抽出した日', 'Drawn on'),
  of: text('対象', 'Out of'),
  drawn: text('抽出されたもの', 'Drawn'),
  seed: text('種', 'Seed'),
  rate: text('抽出する割合', 'Share'),
  count: (many: number): Text => text(`${many}件`, String(many)),
  publicLead: text(
    '抽出されたことは、疑いがあることを意味しません。次のとおり、誰でも確かめられます。',
    'To be drawn is no sign of doubt. Anyone can check the draw as follows.',
  ),
  check: text('確かめ方', 'How to check it'),
  checkHow: text(
    '対象の番号それぞれについて「種、空白一つ、番号」を並べた文字列のSHA-256を求め、小さい順に並べます。先頭から抽出する件数だけ取ったものが、抽出されたものです。',
    'For each key take the SHA-256 of the seed, one space, and the key, and sort by it. The first ones, as many as are drawn, are what was drawn.',
  ),
  list: text('対象の全番号と結果(JSON)', 'All keys and the result (JSON)'),
  right: text('再計算の結果と一致しています', 'Drawn again, it is the same'),
  wrong: text('再計算の結果と一致しません', 'Drawn again, it is not the same'),
  refused: text('抽出できませんでした', 'Nothing was drawn'),
} as const;

const nameOf = (book: Book | undefined, { scheme, level, year }: Pick<Drawn, 'scheme' | 'level' | 'year'>): Text => {
  const label = book ? levelOf(book, level) : text(`${scheme} ${level}`, `${scheme} ${level}`);
  return text(`${label.ja} ${year}年`, `${label.en} ${year}`);
};

/** What do we sample, and what is still to be drawn this year? */
export function officePage(
  visit: MemberVisit,
  given: { readonly levels: readonly Sampled[]; readonly draws: readonly Drawn[]; readonly books: readonly Book[] },
  refusal?: RuleRefused,
): Page {
  const { levels, draws, books } = given;
  const waits = levels.filter((each) => each.sampling.percent !== null && !each.thisYear && each.of > 0).length;
  return {
    title: words.title,
    variant: 'office',
    ...(refusal ? { status: 422 } : {}),
    body: html`${heading(visit, words.title, { lead: words.lead(waits) })}${
      refusal &&
      notice(visit, 'bad', words.refused, html`<p>${visit.t(refusal.text)} ${refusal.clause && clause(refusal.clause)}</p>`, true)
    }${levels.length === 0 && emptyState(visit, words.none, visit.t(words.noneNext))}${levels.map((each) => levelPart(visit, each))}${
      draws.length > 0 && section(visit, words.past, drawsTable(visit, draws, books), { id: 'past' })
    }`,
  };
}

function levelPart(visit: MemberVisit, { book, level, sampling, of, many, thisYear }: Sampled): Html {
  const { t } = visit;
  const { percent } = sampling;
  const body =
    percent === null
      ? html`<p>${t(words.never)} ${clause(sampling.clause)}</p>`
      : html`<p>${t(words.share(percent))} ${clause(sampling.clause)}</p>${
          thisYear
            ? html`<p>${chip(visit, 'good', words.done)} <a href="${visit.to(places.one(thisYear))}">${t(words.count(thisYear.drawn.length))}</a></p>`
            : html`<p>${t(words.now(of, many))} ${t(words.how)}</p>${
                of > 0 &&
                postForm(
                  visit,
                  visit.to(places.office),
                  html`${hiddenField('scheme', book.id)}${hiddenField('level', level)}${button(visit, words.do(many))}`,
                )
              }`
        }`;
  return section(visit, levelOf(book, level), body);
}

function drawsTable(visit: MemberVisit, draws: readonly Drawn[], books: readonly Book[]): Html {
  const { t, language } = visit;
  return table(
    visit,
    [
      {
        label: words.which,
        head: true,
        cell: (each: Drawn) =>
          html`<a href="${visit.to(places.one(each))}">${t(
            nameOf(
              books.find(({ id }) => id === each.scheme),
              each,
            ),
          )}</a>`,
      },
      { label: words.on, tight: true, cell: (each: Drawn) => spellDay(language, each.on) },
      { label: words.of, tight: true, align: 'end', cell: (each: Drawn) => t(words.count(each.of)) },
      { label: words.drawn, tight: true, align: 'end', cell: (each: Drawn) => t(words.count(each.drawn.length)) },
    ],
    draws,
    { caption: words.past },
  );
}

/** Was it drawn fairly, and what was drawn? */
export function drawPage(visit: Visit, book: Book, drawn: CheckedDraw): Page {
  const { t, language } = visit;
  const facts = factList(visit, [
    { name: words.on, value: spellDay(language, drawn.on) },
    { name: words.rate, value: html`${drawn.percent}% ${clause(drawn.clause)}` },
    { name: words.of, value: t(words.count(drawn.of)) },
    { name: words.seed, value: html`<span class="code">${drawn.seed}</span>` },
    { name: words.drawn, value: html`<ul>${drawn.drawn.map((key) => html`<li class="code">${key}</li>`)}</ul>` },
  ]);
  return {
    title: words.title,
    variant: 'public',
    body: html`<div class="narrow">${heading(visit, words.title, { above: t(nameOf(book, drawn)), lead: words.publicLead })}${facts}${section(
      visit,
      words.check,
      html`<div class="stack"><p>${t(words.checkHow)}</p>${notice(visit, drawn.isRight ? 'good' : 'bad', drawn.isRight ? words.right : words.wrong)}<p><a href="/api/v1${places.one(drawn)}">${t(words.list)}</a></p></div>`,
    )}</div>`,
  };
}
