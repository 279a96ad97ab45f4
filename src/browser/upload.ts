/**
 * Makes a file form better: files can be dropped, each shows how far it is, and what is too large is not even sent. Serves elements with
 * data-upload (the API address), data-limit (bytes), data-then (where to look afterwards) and data-says (the words). Without it the form works as it is.
 */

interface Words {
  readonly sending: string;
  readonly done: string;
  readonly failed: string;
  readonly tooLarge: string;
  readonly lost: string;
  readonly see: string;
}

interface Line {
  progress(sent: number, all: number): void;
  done(): void;
  failed(why: string): void;
}

function lineIn(list: Element, name: string, says: Words): Line {
  const item = document.createElement('li');
  const words = document.createElement('div');
  words.className = 'upload-line';
  const title = document.createElement('span');
  title.textContent = name;
  const state = document.createElement('span');
  state.textContent = says.sending;
  words.append(title, state);
  const bar = document.createElement('progress');
  bar.max = 100;
  bar.value = 0;
  bar.setAttribute('aria-label', name);
  item.append(words, bar);
  list.append(item);
  return {
    progress(sent, all) {
      bar.value = all === 0 ? 0 : (sent / all) * 100;
    },
    done() {
      bar.value = 100;
      state.textContent = says.done;
    },
    failed(why) {
      bar.remove();
      item.className = 'upload-failed';
      state.textContent = `${says.failed}: ${why}`;
    },
  };
}

function linkTo(address: string, words: string): HTMLLIElement {
  const item = document.createElement('li');
  const link = document.createElement('a');
  link.href = address;
  link.textContent = words;
  item.append(link);
  return item;
}

/** What a refusal says to a person: the first error, else the detail. */
function reasonIn(answer: string, otherwise: string): string {
  try {
    const problem = JSON.parse(answer) as { detail?: string; errors?: { message: string }[] };
    return problem.errors?.[0]?.message ?? problem.detail ?? otherwise;
  } catch {
    return otherwise;
  }
}

function send(address: string, csrf: string, file: File, line: Line, says: Words): Promise<boolean> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', `${address}?lang=${document.documentElement.lang}`);
    request.setRequestHeader('x-akashi-csrf', csrf);
    request.setRequestHeader('idempotency-key', crypto.randomUUID());
    request.upload.addEventListener('progress', (event) => line.progress(event.loaded, event.total));
    request.addEventListener('load', () => {
      const stored = request.status === 201;
      if (stored) line.done();
      else line.failed(reasonIn(request.responseText, says.lost));
      resolve(stored);
    });
    request.addEventListener('error', () => {
      line.failed(says.lost);
      resolve(false);
    });
    const body = new FormData();
    body.append('file', file);
    request.send(body);
  });
}

function enhance(root: HTMLElement): void {
  const form = root.querySelector('form');
  const input = root.querySelector<HTMLInputElement>('input[type="file"]');
  const list = root.querySelector('[data-uploads]');
  const area = root.querySelector<HTMLElement>('.drop');
  const csrf = root.querySelector<HTMLInputElement>('input[name="_csrf"]')?.value ?? '';
  if (!form || !input || !list || !area) return;
  const says = JSON.parse(root.dataset['says'] ?? '{}') as Words;
  const limit = Number(root.dataset['limit'] ?? Number.POSITIVE_INFINITY);
  let busy = false;

  async function take(files: readonly File[]): Promise<void> {
    if (busy || files.length === 0 || !list) return;
    busy = true;
    list.replaceChildren();
    let stored = 0;
    let refused = 0;
    for (const file of files) {
      const line = lineIn(list, file.name, says);
      if (file.size > limit) {
        line.failed(says.tooLarge);
        refused += 1;
      } else if (await send(root.dataset['upload'] ?? '', csrf, file, line, says)) stored += 1;
      else refused += 1;
    }
    busy = false;
    if (input) input.value = '';
    const then = `${root.dataset['then'] ?? ''}?entered=${stored}`;
    if (refused === 0) location.assign(then);
    // With a refusal the reader stays, so that the reason can be read.
    else if (stored > 0) list.append(linkTo(then, says.see));
  }

  root.querySelector<HTMLElement>('[data-drop-words]')?.removeAttribute('hidden');
  // Before the page's own guard against double sending: this form is sent as often as there are files.
  form.addEventListener(
    'submit',
    (event) => {
      if (!input.files || input.files.length === 0) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      void take([...input.files]);
    },
    { capture: true },
  );
  for (const name of ['dragenter', 'dragover'] as const) {
    area.addEventListener(name, (event) => {
      event.preventDefault();
      area.classList.add('drop-over');
    });
  }
  for (const name of ['dragleave', 'drop'] as const) area.addEventListener(name, () => area.classList.remove('drop-over'));
  area.addEventListener('drop', (event) => {
    event.preventDefault();
    void take([...(event.dataTransfer?.files ?? [])]);
  });
}

for (const root of document.querySelectorAll<HTMLElement>('[data-upload]')) enhance(root);
