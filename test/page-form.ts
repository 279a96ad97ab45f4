import type { Someone } from './bell-server.ts';

/** A form of a page as a browser without JavaScript has it: where it posts, and what it would send. */
export interface PageForm {
  readonly action: string;
  readonly fields: URLSearchParams;
}

const unescaped = (markup: string): string =>
  markup.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');
const attribute = (tag: string, name: string): string | undefined => {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  return found === undefined ? undefined : unescaped(found);
};

/** The text of a page as read, without markup. */
export const textOf = (markup: string): string =>
  unescaped(
    markup
      .replaceAll(/<(script|style)[\s\S]*?<\/\1>/g, '')
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll(/\s+/g, ' '),
  );

/** The form of a page whose action ends like this. Throws when there is none. */
export function formIn(markup: string, actionEnd: string): PageForm {
  for (const [whole] of markup.matchAll(/<form\b[\s\S]*?<\/form>/g)) {
    const action = attribute(whole, 'action') ?? '';
    if (!action.endsWith(actionEnd)) continue;
    return { action, fields: fieldsIn(whole) };
  }
  throw new Error(`no form that posts to …${actionEnd}`);
}

function fieldsIn(form: string): URLSearchParams {
  const fields = new URLSearchParams();
  for (const [tag] of form.matchAll(/<input\b[^>]*>|<textarea\b[\s\S]*?<\/textarea>|<select\b[\s\S]*?<\/select>/g)) {
    const name = attribute(tag, 'name');
    if (name === undefined) continue;
    if (tag.startsWith('<textarea')) fields.append(name, unescaped(tag.replace(/^<textarea[^>]*>\n?/, '').replace('</textarea>', '')));
    else if (tag.startsWith('<select')) fields.append(name, attribute(/<option[^>]*\sselected[^>]*>/.exec(tag)?.[0] ?? '', 'value') ?? '');
    else if (!/type="(?:radio|checkbox)"/.test(tag) || /\schecked[\s>]/.test(tag)) fields.append(name, attribute(tag, 'value') ?? '');
  }
  return fields;
}

/** Opens a page and gives its form with some fields filled in. */
export async function fill(someone: Someone, path: string, actionEnd: string, typed: Readonly<Record<string, string>>): Promise<PageForm> {
  const form = formIn(await (await someone.fetch(path)).text(), actionEnd);
  for (const [name, value] of Object.entries(typed)) form.fields.set(name, value);
  return form;
}

/** Sends a form as a browser does. */
export const send = (someone: Someone, form: PageForm, more: Readonly<Record<string, string>> = {}): Promise<Response> => {
  const body = new URLSearchParams(form.fields);
  for (const [name, value] of Object.entries(more)) body.set(name, value);
  return someone.fetch(form.action, {
    method: 'POST',
    body: body.toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
};
