import fc from 'fast-check';
import { expect, test } from 'vitest';
import { attributes, html, type Piece, raw, safeHref } from './html.ts';

test('what a person typed between tags is shown, never run', () => {
  expect(html`<p>${'<script>alert(1)</script>'}</p>`.markup).toBe('<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>');
});

test('what a person typed in an attribute cannot leave it', () => {
  expect(html`<input value="${'" onfocus="alert(1)'}">`.markup).toBe('<input value="&quot; onfocus=&quot;alert(1)">');
  expect(attributes({ title: `'"><img src=x onerror=alert(1)>` }).markup).not.toContain('<img');
});

test('a handler attribute cannot be printed at all', () => {
  expect(() => attributes({ onclick: 'x' })).toThrow(TypeError);
});

test('an object that only looks like markup is not markup', () => {
  const forged = JSON.parse('{"markup":"<script>1</script>"}') as Piece;
  expect(html`${forged}`.markup).not.toContain('<script>');
});

test('markup nests, lists join, absent pieces print nothing', () => {
  expect(html`<ul>${[1, 2].map((n) => html`<li>${n}</li>`)}${false}${null}${undefined}</ul>`.markup).toBe('<ul><li>1</li><li>2</li></ul>');
  expect(html`${raw('<b>ours</b>')}`.markup).toBe('<b>ours</b>');
});

test('no text whatever brings a tag or a quote into the page', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (typed) => {
      const inside = html`${typed}`.markup;
      return !/[<>"']/.test(inside) && !/&(?!amp;|lt;|gt;|quot;|#39;)/.test(inside);
    }),
  );
});

test('an address that runs script is not a link', () => {
  for (const bad of [
    'javascript:alert(1)',
    ' JaVaScRiPt:alert(1)',
    'data:text/html,x',
    '//evil.example/',
    'vbscript:x',
    'java\nscript:x',
  ]) {
    expect(safeHref(bad)).toBe('#');
  }
  for (const good of ['https://example.com/a', '/ja/people', '#top', 'mailto:a@example.com', 'tel:+81-3-0000-0000'])
    expect(safeHref(good)).toBe(good);
});
