import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { chargedFee } from '../../src/rules/charge.ts';
import { addDays, day } from '../../src/rules/day.ts';
import { dossierOf, editionFor, editionHash } from '../../src/rules/editions.ts';
import { keepingEnded, whatStays } from '../../src/rules/keeping.ts';
import type { Publication } from '../../src/rules/publication.ts';
import type { RuleRefused } from '../../src/rules/refusal.ts';
import { type Story, someone, story } from '../../src/rules/story.ts';
import { tennisClub as club } from './book.ts';
import {
  atDesk,
  badge,
  begins,
  coach,
  code,
  desk,
  desk2,
  elder,
  head,
  inReview,
  inThread,
  neighbour,
  paid,
  pays,
  player,
  settling,
  unpaid,
} from './cast.ts';
import { rules } from './clauses.ts';
import { editionsLock } from './editions-lock.ts';
import { basics, known, manners, master, regular } from './sample.ts';

describe('the book', () => {
  test('T-1-1 the club has rules for people to read, the same as the book cites', () => {
    const page = readFileSync(new URL('CLAUSES.md', import.meta.url), 'utf8').replaceAll(/ +/g, ' ');
    for (const [id, [kind, what]] of Object.entries(rules)) expect(page).toContain(`| ${id} | ${kind} | ${what} |`);
    expect(club.owner.ja).toContain('架空');
  });

  test.each(Object.entries(editionsLock))('T-4-1 edition %s is what was approved', (id, hash) => expect(editionHash(club, id)).toBe(hash));

  test.each([
    ['tennis', 'in-scope'],
    ['table-tennis', 'out-of-scope'],
    ['both', 'unclear'],
  ])('T-2-1 %s is %s', (sport, outcome) => expect(club.scope.decide({ sport })).toMatchObject({ outcome, clause: 'T-2-1' }));
});

describe('editions', () => {
  const chosen = (level: string, on: string) => () => editionFor(club, level, undefined, day(on)).id;

  test('T-4-1 an edition is open from its opening day', () => {
    expect(chosen('3', '2026-04-01')()).toBe('master/1.0');
    expect(chosen('3', '2026-03-31')).toThrow('level-not-open (T-4-1)');
    expect(chosen('1', '2025-12-31')).toThrow('level-not-open (T-4-1)');
  });

  test('T-3-5 a level without an approved set is not open', () => expect(chosen('4', '2026-11-20')).toThrow('no-approved-set (T-3-5)'));

  test('T-3-5 nothing is issued at a level whose validity is undecided', () => {
    const so = inReview().does(head, 'grant');
    expect(() =>
      story(
        {
          ...club,
          terms: club.terms.map((each) => ({ ...each, value: { ...each.value, validity: { ...each.value.validity, '1': 'undecided' } } })),
        },
        { day: '2026-11-22', level: '1', edition: 'basic/1.0', organisation: 'player-home' },
      ).attested({ serial: 1 }),
    ).toThrow('validity-undecided (T-3-5)');
    expect(so.attested({ serial: 1 }).subject.periods).toHaveLength(1);
  });

  test('T-4-2 in the grace period old and new stand side by side, the last day included', () => {
    expect(atDesk('1', basics, 'basic/1.0', '2027-03-31').subject).toMatchObject({ edition: 'basic/1.0', receivedOn: '2027-03-31' });
    expect(atDesk('1', { ...basics, ...manners }, 'basic/2.0', '2027-01-01').subject.edition).toBe('basic/2.0');
    expect(code(begins('1', { ...basics, ...manners }, 'basic/2.0', '2026-12-31').refused(player, 'submit'))).toBe('edition-over T-4-2');
  });

  test('T-4-2 after grace a dossier of the old edition is refused until the new one is adopted, which asks more', () => {
    const late = begins('1', basics, 'basic/1.0', '2027-04-01');
    const refusal = late.refused(player, 'submit');
    expect(code(refusal)).toBe('edition-over T-4-2');
    expect((refusal as RuleRefused).allowed).toContain('adoptEdition');
    const adopted = late.does(player, 'adoptEdition');
    expect(adopted.findings().map((each) => each.path)).toEqual(['B3/verdict']);
    expect(adopted.fill(manners).does(player, 'submit').subject).toMatchObject({ edition: 'basic/2.0', receivedOn: '2027-04-01' });
  });

  test('T-4-2 returned and corrected in time keeps the day of receipt and the old edition', () => {
    const returned = atDesk('1', basics, 'basic/1.0', '2027-03-31')
      .on('2027-04-05')
      .does(desk, 'giveBack', { input: { reason: '氏名' } });
    expect(returned.subject.correctBy).toBe('2027-04-19');
    expect(returned.strikes().map((each) => [each.clock, each.on])).toEqual([['keepsItsPlace', '2027-04-19']]);
    expect(returned.on('2027-04-19').does(player, 'submit').subject).toMatchObject({ edition: 'basic/1.0', receivedOn: '2027-03-31' });
    expect(code(returned.on('2027-04-20').refused(player, 'submit'))).toBe('edition-over T-4-2');
  });

  test('T-4-2 returned twice keeps the first day; the later date to correct by counts', () => {
    const once = atDesk('1', basics, 'basic/1.0', '2027-03-30')
      .on('2027-04-01')
      .does(desk, 'giveBack', { input: { reason: 'a' } })
      .on('2027-04-10')
      .does(player, 'submit');
    expect(once.subject.correctBy).toBeUndefined();
    const twice = once.on('2027-04-12').does(desk, 'giveBack', { input: { reason: 'b' } });
    expect(twice.on('2027-04-26').does(player, 'submit').subject).toMatchObject({ edition: 'basic/1.0', receivedOn: '2027-03-30' });
  });

  test('T-4-2 who adopts the new edition while correcting is received on the day of the new filing', () => {
    const adopted = atDesk('1', basics, 'basic/1.0', '2026-12-31')
      .does(desk, 'giveBack', { input: { reason: 'a' } })
      .on('2027-01-05')
      .does(player, 'adoptEdition')
      .fill(manners);
    expect(adopted.subject).toMatchObject({ edition: 'basic/2.0', correctBy: '2027-01-14' });
    expect(adopted.does(player, 'submit').subject).toMatchObject({ edition: 'basic/2.0', receivedOn: '2027-01-05' });
  });

  test('T-4-2 only the player adopts an edition', () => expect(code(begins().refused(desk, 'adoptEdition'))).toBe('wrong-party T-4-2'));
});

describe('levels and their answers', () => {
  test('T-3-1 level 1 is declared under oath', () => {
    expect(atDesk().subject.state).toBe('desk');
    expect(begins('1', { ...basics, fairPlay: false }).findings()).toMatchObject([
      { code: 'oath-missing', path: 'fairPlay', clause: 'T-3-1' },
    ]);
  });

  test('T-3-2 level 2 asks all of level 1 and more', () => {
    expect(atDesk('2', regular).subject.state).toBe('desk');
    const { 'B2/verdict': _b2, ...without } = regular;
    expect(begins('2', without).findings()).toMatchObject([{ code: 'verdict-given', path: 'B2/verdict' }]);
    expect(begins('2', basics).findings()).toMatchObject([{ code: 'verdict-given', path: 'R1/verdict' }]);
  });

  test('T-4-5 a foreign membership is the basis of an answer while the agreement runs', () => {
    const recognised = {
      ...basics,
      'B1/basis': 'recognised',
      'B1/agreement': 'lemon-2026',
      'B1/foreignLabel': 'LI-77',
      'B1/evidence': [],
      'B1/method': '',
    };
    const confirmed = { ...known, foreignLabels: [{ scheme: 'lemon-island', number: 'LI-77', inForceOn: day('2026-11-01') }] };
    expect(begins('1', recognised).knowing(confirmed).does(player, 'submit').subject.state).toBe('desk');
    expect(begins('1', recognised).findings()).toMatchObject([
      { code: 'recognition-needs-agreement', path: 'B1/foreignLabel', clause: 'T-4-5' },
    ]);
    expect(begins('1', recognised, 'basic/1.0', '2026-05-31').knowing(confirmed).findings()).toMatchObject([{ path: 'B1/agreement' }]);
    const uncovered = { ...basics, 'B2/basis': 'recognised', 'B2/agreement': 'lemon-2026', 'B2/foreignLabel': 'LI-77' };
    expect(begins('1', uncovered).knowing(confirmed).findings()).toMatchObject([{ path: 'B2/agreement', clause: 'T-4-5' }]);
  });

  test('T-4-8 “not done” is a disclosure and passes the form; nothing written does not', () => {
    const notDone = { ...basics, 'shoes/answer': 'not-done', 'shoes/content': '', 'shoes/evidence': [] };
    expect(atDesk('1', notDone).subject.state).toBe('desk');
    expect(begins('1', { ...basics, 'shoes/answer': '' }).findings()).toMatchObject([
      { code: 'disclosure-given', clause: 'T-4-8', weight: 'error' },
    ]);
  });

  test('T-4-10 unclean shoes are foreseen at the desk and refused at the grant', () => {
    const muddy = inReview('1', { ...basics, 'shoes/answer': 'not-done' });
    expect(muddy.findings()).toMatchObject([{ code: 'disclosure-meets-standard', clause: 'T-4-10', weight: 'note' }]);
    expect(code(muddy.refused(head, 'grant'))).toBe('below-standard T-4-10');
    expect(inReview().does(head, 'grant').subject.state).toBe('granted');
  });
});

describe('the evaluator of level 3', () => {
  const asked = () => inReview('3', master).does(desk, 'open', { place: { opens: 'evaluation' } });
  const oaths = { input: { ofPlayer: true, ofFans: true } };
  const declared = () => asked().does(coach, 'declare', { place: inThread(asked(), 'evaluation'), ...oaths });
  const reported = (result = 'passed') =>
    declared().does(coach, 'report', { place: inThread(declared(), 'evaluation'), input: { result } });

  test('T-3-3 an independent coach declares, evaluates and reports; then the head may grant', () => {
    expect(asked().turn()).toEqual(['government', 'evaluator']);
    expect(reported().does(head, 'grant').subject.state).toBe('granted');
  });

  test('T-3-3 no grant of level 3 without the report of a pass', () => {
    expect(code(inReview('3', master).refused(head, 'grant'))).toBe('not-evaluated T-3-3');
    expect(code(reported('failed').refused(head, 'grant'))).toBe('not-evaluated T-3-3');
  });

  test.each([
    ['player-home', 'not-independent'],
    ['fan-club', 'not-independent'],
    ['somewhere', 'not-listed'],
  ])('T-3-3 a coach of %s is refused: %s', (from, why) => {
    const so = asked();
    expect(code(so.refused(someone('Nina', from, 'coach'), 'declare', { place: inThread(so, 'evaluation'), ...oaths }))).toBe(
      `${why} T-3-3`,
    );
  });

  test('T-3-3 a coach on the list declares until the last day on it', () => {
    const on = (day: string) => asked().on(day);
    expect(
      on('2027-12-31')
        .does(coach, 'declare', { place: inThread(asked(), 'evaluation'), ...oaths })
        .thread('evaluation').state,
    ).toBe('declared');
    expect(code(on('2028-01-01').refused(coach, 'declare', { place: inThread(asked(), 'evaluation'), ...oaths }))).toBe('not-listed T-3-3');
  });

  test('T-3-3 both oaths are asked for', () => {
    const so = asked();
    expect(() => so.does(coach, 'declare', { place: inThread(so, 'evaluation'), input: { ofPlayer: true, ofFans: false } })).toThrow(
      'ofFans',
    );
  });

  test('T-3-3 only who declared independence reports', () => {
    const so = declared();
    const other = someone('Livia', 'coaching-house', 'coach');
    expect(code(so.refused(other, 'report', { place: inThread(so, 'evaluation'), input: { result: 'passed' } }))).toBe(
      'not-declared T-3-3',
    );
  });

  test('T-5-7 T-3-4 the evaluator never decides, under whatever membership', () => {
    const asHead = someone('Marco', 'club', 'head');
    expect(code(reported().refused(asHead, 'grant'))).toBe('same-person T-5-7');
  });
});

describe('from the desk to the decision', () => {
  test('T-5-1 the desk accepts a clean form; a fault stops the submission and the acceptance alike', () => {
    expect(unpaid().subject.state).toBe('unpaid');
    expect(code(begins('1', { ...basics, name: '' }).refused(player, 'submit'))).toBe('missing T-5-1');
    const gone = atDesk().knowing({ evidence: [] });
    expect(gone.refused(desk, 'accept')).toMatchObject({ code: 'guards', clause: 'T-4-3' });
  });

  test('T-5-1 a player is born before they apply', () => {
    expect(begins('1', { ...basics, birthday: '2026-11-21' }).findings()).toMatchObject([{ code: 'not-born', clause: 'T-5-1' }]);
    expect(begins('1', { ...basics, birthday: '2026-11-20' }).findings()).toEqual([]);
  });

  test('T-5-1 every fault is named at once', () => {
    const refusal = begins('1', { ...basics, name: '', birthday: '', hand: 'both' }).refused(player, 'submit');
    expect(refusal).toMatchObject({ code: 'guards' });
    expect((refusal as RuleRefused).findings.map((each) => each.path)).toEqual(['name', 'birthday', 'hand']);
  });

  test('T-5-2 the review waits for the whole fee as it was on the day of receipt', () => {
    expect(unpaid().turn()).toEqual(['government', 'applicant']);
    expect(code(unpaid().refused(desk, 'startReview'))).toBe('open-thread T-5-2');
    const short = (so: Story, amount: number) => code(so.knowing(paid(amount)).refused(desk, 'settle', settling(so, amount)));
    expect(short(unpaid(), 1099)).toBe('fee-open T-5-2');
    expect(pays(unpaid(), 1100).does(desk, 'startReview').subject.state).toBe('review');
    expect(short(unpaid('1', { ...basics, ...manners }, 'basic/2.0', '2027-04-01'), 1100)).toBe('fee-open T-5-2');
    const earlier = unpaid('1', basics, 'basic/1.0', '2027-03-31').on('2027-04-02');
    expect(pays(earlier, 1100).does(desk, 'startReview').subject.state).toBe('review');
  });

  test('T-5-2 a case that comes back to the desk after it was charged is not charged again', () => {
    const again = inReview()
      .does(desk, 'giveBack', { input: { reason: '氏名' } })
      .does(player, 'submit')
      .does(desk, 'accept');
    expect(again.subject.threads.filter((thread) => thread.kind === 'fee').map((thread) => thread.state)).toEqual(['arrived']);
    expect(again.does(desk2, 'startReview').subject.state).toBe('review');
  });

  test('T-5-2 the fee is due ten days on, or the next business day, and what is charged is that of the day of receipt', () => {
    expect(unpaid('1', basics, 'basic/1.0', '2026-11-12').thread('fee').due).toBe('2026-11-24');
    const charge = club.threads.fee?.charges;
    const charged = (so: Story) => charge && chargedFee(club, charge, so.subject, so.values, day('2027-05-01')).total;
    expect([charged(unpaid()), charged(unpaid('1', { ...basics, ...manners }, 'basic/2.0', '2027-04-01'))]).toEqual([1100, 2200]);
  });

  test('T-5-3 T-5-7 an open question stops the grant; the turn is the player’s until it is answered', () => {
    const so = inReview().does(desk, 'open', { place: { opens: 'question' }, input: { about: 'hand', question: '右では?' } });
    expect(so.thread('question')).toMatchObject({ about: 'hand', state: 'asked', due: '2026-11-30' });
    expect(so.turn()).toEqual(['government', 'applicant']);
    expect(code(so.refused(head, 'grant'))).toBe('open-thread T-5-7');
    const answered = so.does(player, 'answer', { place: inThread(so, 'question'), input: { answer: '左です' } });
    expect(answered.thread('question').history.map((each) => each.by)).toEqual(['Ken', 'Hanako']);
    expect(answered.does(head, 'grant').subject.state).toBe('granted');
  });

  test('T-5-7 each kind of open thread stops the grant', () => {
    const opened = (kind: string, who = desk, input = {}) =>
      code(
        inReview()
          .does(who, 'open', { place: { opens: kind }, input })
          .refused(head, 'grant'),
      );
    expect(opened('committee')).toBe('open-thread T-5-7');
    expect(opened('evaluation')).toBe('open-thread T-5-7');
    expect(opened('withholding', player, { about: 'nickname', reason: 'はずかしい' })).toBe('open-thread T-5-7');
  });

  test('T-5-7 T-3-4 whoever accepted or started the review does not decide', () => {
    const as = (name: string) => someone(name, 'elsewhere', 'head');
    expect(code(inReview().refused(as('Ken'), 'grant'))).toBe('same-person T-5-7');
    expect(code(inReview().refused(as('Yui'), 'grant'))).toBe('same-person T-5-7');
  });

  test('T-5-7 the grant is bound to what the head saw', () => {
    const so = inReview();
    expect(code(so.refused(head, 'grant', { seen: { hash: 'of something else' } }))).toBe('not-what-was-seen T-5-7');
    const granted = so.does(head, 'grant');
    expect(granted.subject.history.at(-1)).toMatchObject({ row: 'grant', by: 'Orie', seen: so.hash });
  });

  test('T-5-7 a stale version is refused', () => expect(inReview().refused(head, 'grant', { seen: { version: 1 } }).name).toBe('Conflict'));

  test('T-5-9 a refusal needs what to improve, and waits for the elders', () => {
    expect(() => inReview().does(head, 'refuse')).toThrow('reason');
    expect(inReview().does(head, 'refuse', { input: { reason: 'サーブ' } }).subject.state).toBe('refused');
    const sitting = inReview().does(desk, 'open', { place: { opens: 'committee' } });
    expect(code(sitting.refused(head, 'refuse', { input: { reason: 'サーブ' } }))).toBe('open-thread T-5-9');
  });

  test('T-5-10 the player withdraws in every state before the decision, never after it', () => {
    for (const so of [begins(), atDesk(), unpaid(), inReview()]) expect(so.does(player, 'drop').subject.state).toBe('dropped');
    expect(code(inReview().does(head, 'grant').refused(player, 'drop'))).toBe('wrong-state T-5-10');
  });

  test('T-5-11 what was shown is kept while the case runs and the badge is in effect, and no day longer', () => {
    const kept = (so: Story, on: string) => keepingEnded(club, { application: so.subject }, day(on));
    expect(kept(inReview(), '2030-01-01')).toBeUndefined();
    expect(kept(inReview().does(head, 'refuse', { input: { reason: 'サーブ' } }), '2030-01-01')).toMatchObject({
      end: 'refused',
      clause: 'T-5-11',
    });
    expect(kept(atDesk().does(player, 'drop'), '2030-01-01')).toMatchObject({ end: 'dropped' });
    const application = inReview('1', basics, 'basic/1.0', '2026-11-20').on('2026-11-22').does(head, 'grant').subject;
    const held = (so: Story, on: string) => keepingEnded(club, { application, standing: so.standing() }, day(on));
    const last = badge().standing().periods.at(-1)?.until ?? day('2000-01-01');
    expect(held(badge(), last)).toBeUndefined();
    expect(held(badge(), addDays(last, 1))).toEqual({ end: 'expired', on: addDays(last, 1), clause: 'T-5-11' });
  });

  test('T-5-11 a renewal that was granted takes the place of what was shown before it; name and rackets stay of it', () => {
    const { subject } = inReview().does(head, 'grant');
    const [first] = badge().standing().periods;
    if (!first) throw new Error('no badge');
    const next = { ...first, application: 'next', from: addDays(first.until, 1), until: addDays(first.until, 700), issuedOn: first.until };
    const standing = { ...badge().standing(), periods: [{ ...first, application: subject.id }, next] };
    expect(keepingEnded(club, { application: subject, standing }, first.until)).toMatchObject({ end: 'superseded', on: first.until });
    expect(keepingEnded(club, { application: { ...subject, id: 'next' }, standing }, first.until)).toBeUndefined();
    const [publication] = club.publication;
    const stays = whatStays(dossierOf(club, 'basic/1.0'), basics, club.keeping ?? { stays: [] }, publication?.value ?? ({} as Publication));
    expect(Object.keys(stays)).toContain('name');
    expect(Object.keys(stays).filter((path) => path.endsWith('/evidence') || path === 'birthday')).toEqual([]);
  });

  test('T-5-10 with the case its threads are over', () => {
    const so = inReview().does(desk, 'open', { place: { opens: 'question' }, input: { question: '?' } });
    const dropped = so.does(player, 'drop');
    expect(dropped.turn()).toEqual(['end']);
    expect(dropped.strikes()).toEqual([]);
    expect(dropped.refused(player, 'answer', { place: inThread(so, 'question'), input: { answer: '!' } })).toMatchObject({
      code: 'case-over',
    });
  });
});

describe('the elders', () => {
  const sitting = () => inReview().does(desk, 'open', { place: { opens: 'committee' } });
  const says = (so: Story, name: string, opinion = 'favourable') =>
    so.does(elder(name), 'opine', { place: inThread(so, 'committee'), input: { opinion } });
  const recuses = (so: Story, name: string) =>
    so.does(elder(name), 'recuse', { place: inThread(so, 'committee'), input: { reason: '孫' } });
  const concludes = (so: Story) => ({ place: inThread(so, 'committee') });

  test('T-5-4 two opinions are a quorum, one is not', () => {
    const one = says(sitting(), 'A');
    expect(code(one.refused(desk, 'conclude', concludes(one)))).toBe('no-quorum T-5-4');
    const two = says(one, 'B', 'unfavourable');
    expect(two.does(desk, 'conclude', concludes(two)).thread('committee').state).toBe('concluded');
  });

  test('T-5-4 T-5-5 who is recused does not count', () => {
    const so = recuses(says(sitting(), 'A'), 'B');
    expect(code(so.refused(desk, 'conclude', concludes(so)))).toBe('no-quorum T-5-4');
  });

  test('T-5-5 a recused elder gives no opinion, and recuses once', () => {
    const so = recuses(sitting(), 'A');
    expect(code(so.refused(elder('A'), 'opine', { ...concludes(so), input: { opinion: 'favourable' } }))).toBe('same-person T-5-6');
    expect(code(so.refused(elder('A'), 'recuse', { ...concludes(so), input: { reason: '孫' } }))).toBe('once-only T-5-5');
  });

  test('T-5-5 an elder who gave an opinion can no longer recuse themselves', () => {
    const so = says(sitting(), 'A');
    expect(code(so.refused(elder('A'), 'recuse', { ...concludes(so), input: { reason: '孫' } }))).toBe('same-person T-5-5');
  });

  test('T-5-6 one opinion each, in each sitting; a recused elder gives none in the next either', () => {
    const so = says(sitting(), 'A');
    expect(code(so.refused(elder('A'), 'opine', { ...concludes(so), input: { opinion: 'unfavourable' } }))).toBe('once-only T-5-6');
    const recused = recuses(so, 'C');
    const closed = says(recused, 'B').does(desk, 'conclude', concludes(so));
    const again = closed.does(desk, 'open', { place: { opens: 'committee' } });
    expect(
      says(again, 'A')
        .thread('committee')
        .history.map((each) => each.row),
    ).toEqual(['open', 'opine']);
    expect(code(again.refused(elder('C'), 'opine', { ...concludes(again), input: { opinion: 'favourable' } }))).toBe('same-person T-5-6');
  });
});

describe('the neighbours', () => {
  test('T-5-8 no grant without their consent, and the refusal says nothing but the clause', () => {
    for (const inquiries of [[], [{ thread: 'x', outcome: 'pending' as const }], [{ thread: 'x', outcome: 'unfavourable' as const }]]) {
      const refusal = inReview().knowing({ inquiries }).refused(head, 'grant') as RuleRefused;
      expect([code(refusal), refusal.text.en]).toEqual(['neighbours T-5-8', 'Not possible under T-5-8.']);
    }
    expect(inReview().does(head, 'grant').subject.state).toBe('granted');
  });

  test('T-5-8 what they answer never reaches the history', () => {
    const so = unpaid();
    expect(so.thread('neighbours')).toMatchObject({ state: 'asked', history: [{ row: 'open', input: {} }] });
    const answered = so.does(neighbour, 'reply', { place: inThread(so, 'neighbours'), input: { outcome: 'unfavourable' } });
    expect(JSON.stringify(answered.events)).not.toContain('unfavourable');
    expect(answered.thread('neighbours').state).toBe('concluded');
  });
});

describe('the badge and its time', () => {
  const renewal = (on: string, of: Story) =>
    begins('1', { ...basics, ...manners }, 'basic/2.0', on, of.subject.id).knowing({
      earlierAttestations: [{ key: of.subject.id, lastDay: day(of.subject.periods[0]?.until ?? '') }],
    });

  test('T-6-1 the number has level, serial, year and month, and a check character', () =>
    expect(badge().subject.number).toBe('TC1-0001-2611-U'));

  test('T-6-2 the last day still reads in force, the day after it has expired', () => {
    const so = badge();
    expect(so.subject.periods).toMatchObject([{ from: '2026-11-22', until: '2028-11-21', edition: 'basic/1.0' }]);
    expect(so.status('2028-11-21')).toEqual({ status: 'in-force', since: '2026-11-22', nextChangeOn: '2028-11-22' });
    expect(so.status('2028-11-22')).toEqual({ status: 'expired', since: '2028-11-22' });
  });

  test('T-6-2 level 1 may be shorter on request, level 2 not; level 3 lasts one year', () => {
    const granted = (level: string, values = basics) => inReview(level, values).on('2026-11-22');
    expect(granted('1').attested({ serial: 1, asked: '2027-05-31' }).subject.periods).toMatchObject([{ until: '2027-05-31' }]);
    expect(() => granted('1').attested({ serial: 1, asked: '2028-11-22' })).toThrow('validity-out-of-range (T-6-2)');
    expect(() => granted('2', regular).attested({ serial: 1, asked: '2027-05-31' })).toThrow('validity-out-of-range (T-6-2)');
    expect(granted('3', master).attested({ serial: 1 }).subject.periods).toMatchObject([{ until: '2027-11-21' }]);
  });

  test.each([
    ['2028-09-21', 'too-early T-6-3'],
    ['2028-10-23', 'too-late T-6-3'],
  ])('T-6-3 a renewal filed on %s is refused: %s', (day, why) => expect(code(renewal(day, badge()).refused(player, 'submit'))).toBe(why));

  test.each(['2028-09-22', '2028-10-22'])('T-6-3 a renewal filed on %s is in time', (day) =>
    expect(renewal(day, badge()).does(player, 'submit').subject.receivedOn).toBe(day),
  );

  test('T-6-3 there must be something to renew', () => {
    expect(code(renewal('2028-10-01', badge()).knowing({ earlierAttestations: [] }).refused(player, 'submit'))).toBe(
      'nothing-to-renew T-6-3',
    );
  });

  test('T-6-3 a renewal returned and corrected in time keeps its day, else it is too late', () => {
    const returned = renewal('2028-10-20', badge())
      .does(player, 'submit')
      .on('2028-10-22')
      .does(desk, 'giveBack', { input: { reason: 'x' } });
    expect(returned.on('2028-11-05').does(player, 'submit').subject.receivedOn).toBe('2028-10-20');
    expect(code(returned.on('2028-11-06').refused(player, 'submit'))).toBe('too-late T-6-3');
  });

  const filed = () => renewal('2028-10-01', badge()).does(player, 'submit');

  test('T-6-4 filed in time, the badge stays in effect after its last day until the decision', () => {
    const so = badge().on('2028-10-01').renewalFiled(filed());
    expect(so.status('2028-11-21')).toMatchObject({ status: 'in-force', nextChangeOn: '2028-11-22' });
    expect(so.status('2029-03-01')).toEqual({ status: 'renewal-under-review', since: '2028-11-22' });
    expect(badge().status('2029-03-01').status).toBe('expired');
  });

  test('T-6-4 granted after the last day, the new period begins the day after it, without gap', () => {
    const so = badge().on('2028-10-01').renewalFiled(filed()).on('2029-01-15').renewed(filed());
    expect(so.subject.periods.map((each) => [each.from, each.until])).toEqual([
      ['2026-11-22', '2028-11-21'],
      ['2028-11-22', '2030-11-21'],
    ]);
    expect(so.status('2029-01-01')).toMatchObject({ status: 'in-force', since: '2028-11-22' });
    expect(so.status('2029-01-01', '2029-01-10').status).toBe('renewal-under-review');
    expect(so.status('2028-11-21').nextChangeOn).toBe('2030-11-22');
  });

  test('T-6-4 granted before the last day, the new period begins the day after it, without overlap', () => {
    const so = badge().on('2028-10-01').renewalFiled(filed()).on('2028-10-20').renewed(filed());
    expect(so.subject.periods.at(-1)).toMatchObject({ from: '2028-11-22', until: '2030-11-21', issuedOn: '2028-10-20' });
    expect(so.status('2030-11-22')).toEqual({ status: 'expired', since: '2030-11-22' });
  });

  test('T-6-4 a refusal ends it on its own date; before the last day the old period runs out', () => {
    const pending = badge().on('2028-10-01').renewalFiled(filed());
    const late = pending.on('2029-01-15').renewalConcluded(filed());
    expect(late.status('2029-01-14')).toEqual({ status: 'renewal-under-review', since: '2028-11-22', nextChangeOn: '2029-01-15' });
    expect(late.status('2029-01-15')).toEqual({ status: 'expired', since: '2029-01-15' });
    const early = pending.on('2028-11-01').renewalConcluded(filed());
    expect(early.status('2028-11-21').status).toBe('in-force');
    expect(early.status('2028-11-22')).toEqual({ status: 'expired', since: '2028-11-22' });
  });
});

describe('withholding', () => {
  const wish = { input: { about: 'nickname', reason: 'はずかしい' } };
  const requested = () => inReview().does(player, 'open', { place: { opens: 'withholding' }, ...wish });
  const finding = (until: string) => ({ input: { finding: 'もっとも', until } });

  test('T-7-1 a field is withheld on request with reason, finding and last day, and the badge keeps it so', () => {
    const so = requested();
    expect(so.turn()).toEqual(['government', 'office']);
    const granted = so
      .does(desk, 'withhold', { place: inThread(so, 'withholding'), ...finding('2027-03-31') })
      .does(head, 'grant')
      .attested({ serial: 2 });
    expect(granted.isWithheld('nickname')).toBe(true);
    expect(granted.isWithheld('name')).toBe(false);
    expect(() => inReview().does(player, 'open', { place: { opens: 'withholding' }, input: { about: 'nickname' } })).toThrow('reason');
  });

  test('T-7-1 what must be published is not withheld', () => {
    const so = inReview().does(player, 'open', { place: { opens: 'withholding' }, input: { about: 'name', reason: 'x' } });
    expect(code(so.refused(desk, 'withhold', { place: inThread(so, 'withholding'), ...finding('2027-03-31') }))).toBe(
      'not-withholdable T-7-1',
    );
    expect(
      so.does(desk, 'decline', { place: inThread(so, 'withholding'), input: { finding: '氏名は公表する' } }).thread('withholding').state,
    ).toBe('declined');
  });

  test('T-7-2 it ends by itself after its last day', () => {
    const so = requested()
      .does(desk, 'withhold', { place: inThread(requested(), 'withholding'), ...finding('2027-03-31') })
      .does(head, 'grant')
      .attested({ serial: 2 });
    expect(so.isWithheld('nickname', '2027-03-31')).toBe(true);
    expect(so.isWithheld('nickname', '2027-04-01')).toBe(false);
    expect(so.nextChangeOn()).toBe('2027-04-01');
    const past = requested();
    expect(code(past.refused(desk, 'withhold', { place: inThread(past, 'withholding'), ...finding('2026-11-19') }))).toBe(
      'already-over T-7-2',
    );
  });

  test('T-7-1 T-7-2 it is extended by a further request, under the same rules', () => {
    const so = badge().does(player, 'open', { place: { opens: 'furtherWithholding' }, ...wish });
    const longer = so.does(desk, 'withhold', { place: inThread(so, 'furtherWithholding'), ...finding('2027-09-30') });
    expect([longer.isWithheld('nickname', '2027-09-30'), longer.isWithheld('nickname', '2027-10-01')]).toEqual([true, false]);
    const name = badge().does(player, 'open', { place: { opens: 'furtherWithholding' }, input: { about: 'name', reason: 'x' } });
    expect(code(name.refused(desk, 'withhold', { place: inThread(name, 'furtherWithholding'), ...finding('2027-09-30') }))).toBe(
      'not-withholdable T-7-1',
    );
  });
});

describe('after the grant', () => {
  const demand = (so = badge()) =>
    so.does(desk, 'open', { place: { opens: 'correction' }, input: { finding: '靴に泥', due: '2026-12-10' } });
  const withdraw = (ground: string) => ({ input: { ground } });

  test('T-8-1 a correction has the time that was allowed, and can be given more', () => {
    const so = demand();
    expect(so.thread('correction')).toMatchObject({ due: '2026-12-10', state: 'demanded' });
    expect(so.strikes().map((each) => [each.clock, each.on, each.tells])).toContainEqual([
      `thread:${so.thread('correction').id}`,
      '2026-12-10',
      'applicant',
    ]);
    const claimed = so.does(player, 'claim', { place: inThread(so, 'correction'), input: { action: '洗った' } });
    const again = claimed.does(desk, 'again', { place: inThread(so, 'correction'), input: { due: '2026-12-20' } });
    expect(again.thread('correction')).toMatchObject({ due: '2026-12-20', state: 'demanded' });
    const verified = claimed.does(desk, 'verify', { place: inThread(so, 'correction') });
    expect(verified.turn()).toEqual(['nobody']);
    expect(() => badge().does(desk, 'open', { place: { opens: 'correction' }, input: { finding: '靴に泥', due: 'soon' } })).toThrow('due');
  });

  test('T-8-2 on the last day the ground is not open; the day after it is, and only a person withdraws', () => {
    const so = demand();
    expect(code(so.on('2026-12-10').refused(head, 'withdraw', withdraw('not-corrected')))).toBe('no-such-ground T-8-2');
    const overdue = so.on('2026-12-11');
    expect(overdue.status()).toMatchObject({ status: 'in-force' });
    const withdrawn = overdue.does(head, 'withdraw', withdraw('not-corrected'));
    expect(withdrawn.status('2026-12-10').status).toBe('in-force');
    expect(withdrawn.status()).toEqual({ status: 'withdrawn', since: '2026-12-11' });
    expect(withdrawn.standing().ends).toMatchObject([{ ground: 'not-corrected' }]);
    expect(badge().does(head, 'withdraw', withdraw('cheating')).status().status).toBe('withdrawn');
  });

  test('T-8-2 who demanded the correction does not withdraw', () => {
    const so = badge().does(head, 'open', { place: { opens: 'correction' }, input: { finding: '靴に泥', due: '2026-12-10' } });
    expect(code(so.on('2026-12-11').refused(head, 'withdraw', withdraw('not-corrected')))).toBe('same-person T-8-2');
  });

  test('T-8-3 a lapse takes effect on the day of the event, even when learned later', () => {
    const so = badge()
      .on('2027-02-01')
      .does(desk, 'passOn', { input: { endedOn: '2027-01-10' } });
    expect(so.status('2027-01-20')).toEqual({ status: 'lapsed', since: '2027-01-10' });
    expect(so.status('2027-01-20', '2027-01-31').status).toBe('in-force');
    expect(so.subject.history.at(-1)).toMatchObject({ on: '2027-01-10', at: '2027-02-01T03:00:00.000Z' });
    expect(
      code(
        badge()
          .on('2027-02-01')
          .refused(desk, 'passOn', { input: { endedOn: '2027-02-02' } }),
      ),
    ).toBe('ahead T-8-3');
  });

  test('T-8-3 T-8-4 giving up tennis ends the badge on the day of the last stroke, not ahead of it', () => {
    const so = badge()
      .on('2027-02-01')
      .does(player, 'giveUp', { input: { endedOn: '2027-02-01' } });
    expect(so.status()).toEqual({ status: 'ceased', since: '2027-02-01' });
    expect(
      code(
        badge()
          .on('2027-02-01')
          .refused(player, 'giveUp', { input: { endedOn: '2027-02-02' } }),
      ),
    ).toBe('ahead T-8-3');
    expect(code(so.refused(head, 'withdraw', withdraw('cheating')))).toBe('wrong-state T-8-2');
  });

  test('T-8-5 expired, re-application pending: said before the last day, for thirty days', () => {
    const so = badge().on('2028-11-21').does(player, 'intend');
    expect(so.status('2028-12-21')).toEqual({ status: 'reapplication-pending', since: '2028-11-22', nextChangeOn: '2028-12-22' });
    expect(so.status('2028-12-22')).toMatchObject({ status: 'expired' });
    expect(code(badge().on('2028-11-22').refused(player, 'intend'))).toBe('not-in-force T-8-5');
  });
});
