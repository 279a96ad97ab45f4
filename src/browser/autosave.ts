/**
 * Saves each field of a dossier page as it is typed, over the version it was shown with. Nothing typed is lost: a failed
 * save is tried again, a field that somebody else changed shows both values, and leaving with unsaved text asks first.
 * Without this file the page's own button saves everything.
 */

import { clashSide } from './clash-side.ts';
import { type Json, readable, storedLeaf, valueIn } from './leaf-value.ts';

interface Conflict {
  readonly path: string;
  readonly theirs: Json;
  readonly version: number;
}
interface Saved {
  readonly saved: readonly { readonly path: string; readonly version: number }[];
  readonly conflicts: readonly Conflict[];
}

const WAIT_MS = 700;
const RETRY_MS = 4000;

const sayings = {
  ja: {
    typing: '入力中…',
    saving: '保存中…',
    saved: (at: string) => `保存済み ${at}`,
    failed: '保存できません。接続が戻りしだい自動で保存します。入力はこの画面に残っています。',
    refused: '保存できません。',
    reload: 'このページを開き直してください。',
    conflict: '同時に編集されました',
    conflicts: '同時に編集された欄があります。どちらの値を残すか選んでください。',
    mine: 'あなたの入力(まだ保存されていません)',
    theirs: '保存されている値',
    keep: '自分の入力で上書き保存する',
    take: '保存されている値を使う',
    blank: '(空欄)',
  },
  en: {
    typing: 'Typing…',
    saving: 'Saving…',
    saved: (at: string) => `Saved ${at}`,
    failed: 'Cannot save. It will be saved as soon as the connection is back; what you typed is still here.',
    refused: 'Cannot save.',
    reload: 'Please open this page again.',
    conflict: 'Edited by two people at once',
    conflicts: 'A field was edited by two people at once. Choose which value stays.',
    mine: 'What you typed (not saved yet)',
    theirs: 'What is saved',
    keep: 'Save what I typed instead',
    take: 'Use what is saved',
    blank: '(blank)',
  },
};

const clock = new Intl.DateTimeFormat('ja-JP', { timeZone: 'Asia/Tokyo', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

function setHidden(leaf: HTMLElement, version: number): void {
  const path = leaf.dataset['leaf'] ?? '';
  leaf.dataset['base'] = String(version);
  for (const [name, value] of [
    [`base:${path}`, String(version)],
    // The server compares with what it has: what was typed in the meantime is a change, whatever it was shown with.
    [`was:${path}`, 'typed'],
  ] as const) {
    const hidden = leaf.querySelector<HTMLInputElement>(`input[type="hidden"][name="${CSS.escape(name)}"]`);
    if (hidden) hidden.value = value;
  }
}

function keepSaved(root: HTMLElement, form: HTMLFormElement): void {
  const words = sayings[root.dataset['language'] === 'en' ? 'en' : 'ja'];
  const address = root.dataset['autosave'] ?? '';
  const csrf = form.querySelector<HTMLInputElement>('input[name="_csrf"]')?.value ?? '';
  const known = new Map<HTMLElement, string>();
  const dirty = new Set<HTMLElement>();
  const clashing = new Set<HTMLElement>();
  let timer: number | undefined;
  let underway = false;
  let leaving = false;

  const state = form.querySelector<HTMLElement>('[data-save-state]');
  const say = (kind: 'busy' | 'good' | 'bad', sentence: string) => {
    if (!state) return;
    state.dataset['saveState'] = kind;
    state.textContent = sentence;
  };

  for (const leaf of form.querySelectorAll<HTMLElement>('[data-leaf]'))
    known.set(leaf, leaf.classList.contains('leaf-clash') ? '' : JSON.stringify(valueIn(leaf)));

  const typed = (target: EventTarget | null) => {
    const leaf = target instanceof Element ? target.closest<HTMLElement>('[data-leaf]') : null;
    if (!leaf) return;
    if (JSON.stringify(valueIn(leaf)) === known.get(leaf)) dirty.delete(leaf);
    else dirty.add(leaf);
    leaf.dataset['dirty'] = dirty.has(leaf) ? 'yes' : 'no';
    if (dirty.size > 0) say('busy', words.typing);
    window.clearTimeout(timer);
    timer = window.setTimeout(save, WAIT_MS);
  };
  form.addEventListener('input', (event) => typed(event.target));
  form.addEventListener('change', (event) => typed(event.target));

  async function save(): Promise<void> {
    const leaves = [...dirty].filter((leaf) => !clashing.has(leaf) && leaf.isConnected);
    if (underway || leaves.length === 0) return;
    underway = true;
    say('busy', words.saving);
    const sent = leaves.map((leaf) => ({ leaf, value: valueIn(leaf) }));
    const changes = sent.map(({ leaf, value }) => ({ path: leaf.dataset['leaf'] ?? '', value, base: Number(leaf.dataset['base']) }));
    try {
      const response = await fetch(address, {
        method: 'PUT',
        headers: { 'content-type': 'application/json', 'x-akashi-csrf': csrf },
        body: JSON.stringify({ changes }),
      });
      if (!response.ok) {
        await refused(response);
        return;
      }
      taken(sent, (await response.json()) as Saved);
    } catch {
      say('bad', words.failed);
      timer = window.setTimeout(save, RETRY_MS);
    } finally {
      underway = false;
    }
  }

  async function refused(response: Response): Promise<void> {
    if (response.status >= 500 || response.status === 429) {
      say('bad', words.failed);
      timer = window.setTimeout(save, RETRY_MS);
      return;
    }
    const problem = (await response.json().catch(() => ({}))) as { detail?: string };
    say('bad', `${words.refused} ${problem.detail ?? ''} ${words.reload}`);
  }

  function taken(sent: readonly { readonly leaf: HTMLElement; readonly value: Json }[], answer: Saved): void {
    for (const { path, version } of answer.saved) {
      const its = sent.find(({ leaf }) => leaf.dataset['leaf'] === path);
      if (!its) continue;
      setHidden(its.leaf, version);
      known.set(its.leaf, JSON.stringify(its.value));
      if (JSON.stringify(valueIn(its.leaf)) === JSON.stringify(its.value)) dirty.delete(its.leaf);
      its.leaf.dataset['dirty'] = dirty.has(its.leaf) ? 'yes' : 'no';
    }
    for (const conflict of answer.conflicts) {
      const its = sent.find(({ leaf }) => leaf.dataset['leaf'] === conflict.path);
      if (its) void clash(its.leaf, conflict);
    }
    if (answer.conflicts.length > 0) say('bad', words.conflicts);
    else if (dirty.size === 0) say('good', words.saved(clock.format(new Date())));
    else timer = window.setTimeout(save, WAIT_MS);
    document.dispatchEvent(new CustomEvent('akashi:saved'));
  }

  /** Shows both values at the field; the other's words come from the page as it stands now. */
  async function clash(leaf: HTMLElement, conflict: Conflict): Promise<void> {
    clashing.add(leaf);
    const theirs = await storedLeaf(conflict.path);
    const box = document.createElement('div');
    box.className = 'clash';
    box.setAttribute('role', 'alert');
    const title = document.createElement('p');
    title.className = 'clash-title';
    title.textContent = words.conflict;
    const sides = document.createElement('div');
    sides.className = 'clash-sides';
    const by = theirs?.dataset['by'] ?? '';
    const over = () => {
      clashing.delete(leaf);
      box.remove();
      leaf.classList.remove('leaf-clash');
    };
    sides.append(
      clashSide(words.mine, readable(leaf) || words.blank, words.keep, () => {
        over();
        setHidden(leaf, conflict.version);
        dirty.add(leaf);
        void save();
      }),
      clashSide(by ? `${words.theirs} — ${by}` : words.theirs, (theirs?.dataset['shown'] ?? '') || words.blank, words.take, () => {
        over();
        dirty.delete(leaf);
        if (theirs) replace(leaf, theirs);
        if (dirty.size === 0) say('good', words.saved(clock.format(new Date())));
      }),
    );
    box.append(title, sides);
    leaf.classList.add('leaf-clash');
    leaf.querySelector('[data-clash]')?.replaceChildren(box);
  }

  /** Puts the field as somebody else saved it in the place of ours. */
  function replace(leaf: HTMLElement, theirs: HTMLElement): void {
    const fresh = document.importNode(theirs, true);
    leaf.replaceWith(fresh);
    known.delete(leaf);
    known.set(fresh, JSON.stringify(valueIn(fresh)));
  }

  // What others saved meanwhile appears in the fields that nobody here is typing in.
  document.addEventListener('akashi:fresh', (event) => {
    const page = (event as CustomEvent<Document>).detail;
    for (const leaf of [...known.keys()]) {
      const theirs = page.querySelector<HTMLElement>(`[data-leaf="${CSS.escape(leaf.dataset['leaf'] ?? '')}"]`);
      const newer = theirs && Number(theirs.dataset['base']) > Number(leaf.dataset['base']);
      if (theirs && newer && !dirty.has(leaf) && !clashing.has(leaf) && !leaf.contains(document.activeElement)) replace(leaf, theirs);
    }
  });

  form.addEventListener('submit', () => {
    leaving = true;
  });
  window.addEventListener('online', () => void save());
  window.addEventListener('beforeunload', (event) => {
    if (!leaving && (dirty.size > 0 || underway)) event.preventDefault();
  });
  window.addEventListener('pageshow', () => {
    leaving = false;
  });
}

for (const root of document.querySelectorAll<HTMLElement>('[data-autosave]')) {
  const form = root.querySelector('form');
  if (form) keepSaved(root, form);
}
