import { expect, test } from 'vitest';
import { compare, median, quantile } from './measure.ts';

test('the median is the middle value, or the mean of the two middle ones', () => {
  expect(median([5, 1, 3])).toBe(3);
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(() => median([])).toThrow(RangeError);
});

test('a quantile lies linearly between its neighbours', () => {
  expect(quantile([10, 20, 30, 40, 50], 0.95)).toBeCloseTo(48);
  expect(quantile([7], 0.99)).toBe(7);
  expect(() => quantile([1], 1.1)).toThrow(RangeError);
});

test('contenders take turns in going first, and the ratio is the median of the rounds', async () => {
  const order: string[] = [];
  const contender = (name: string, figures: number[]) => async () => {
    order.push(name);
    return figures.shift() ?? 0;
  };
  const result = await compare(3, contender('ours', [10, 30, 20]), contender('theirs', [20, 40, 80]));
  expect(order).toEqual(['ours', 'theirs', 'theirs', 'ours', 'ours', 'theirs']);
  expect(result).toMatchObject({ ours: 20, theirs: 40, ratio: 0.5 });
});
