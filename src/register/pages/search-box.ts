import { text } from '../../rules/text.ts';
import { attributes, type Html, html } from '../../web/html.ts';
import { icon } from '../../web/icons.ts';
import type { Visit } from '../../web/visit.ts';

const words = {
  label: text('番号・名称・型番・事業者名', 'Number, name, model or vendor'),
  hint: text('全角・半角、大文字・小文字、ハイフンの有無は区別しません。', 'Width, case and hyphens do not matter.'),
  search: text('調べる', 'Look up'),
};

/** The one box that finds everything: a number leads to its page at once, anything else to the list. */
export const searchBox = (visit: Visit, value = ''): Html =>
  html`<form class="search-box" method="get" action="${visit.to('/register')}" role="search"><label class="label" for="q">${visit.t(words.label)}</label>
<div class="search-box-line"><input${attributes({ class: 'input', type: 'search', id: 'q', name: 'q', value, maxlength: 100, autocomplete: 'off', 'aria-describedby': 'q-hint' })}><button class="button button-primary" type="submit">${icon('search')}${visit.t(words.search)}</button></div>
<p class="hint" id="q-hint">${visit.t(words.hint)}</p></form>`;
