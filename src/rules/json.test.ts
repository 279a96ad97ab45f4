import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contentHash } from './hash.ts';
import { canonicalJson, type JsonValue } from './json.ts';

test('keys are sorted by UTF-16 code units and nothing is spaced (RFC 8785)', () => {
  expect(canonicalJson({ '€': 1, '\r': 2, '\ufb33': 3, '1': 4, '😀': 5, '\u0080': 6, ö: 7 })).toBe(
    '{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}',
  );
  expect(canonicalJson({ b: [1, 'x', null, true], a: {} })).toBe('{"a":{},"b":[1,"x",null,true]}');
  expect(canonicalJson([1e21, 1e-7, -0, 0.1, 1 / 3])).toBe('[1e+21,1e-7,0,0.1,0.3333333333333333]');
});

test('it is JSON, and says the same', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(canonicalJson(value as JsonValue))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('one value has one spelling, whatever the order of its keys', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const turned = Object.fromEntries(Object.entries(value).toReversed()) as JsonValue;
      expect(contentHash(turned)).toBe(contentHash(value as JsonValue));
    }),
  );
});

test('another value has another hash', () => {
  expect(contentHash({ a: '1' })).not.toBe(contentHash({ a: 1 }));
  expect(contentHash({})).toBe('44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a');
});

test.each([Number.NaN, Number.POSITIVE_INFINITY])('%d cannot be spelled', (value) =>
  expect(() => canonicalJson([value])).toThrow(TypeError),
);
