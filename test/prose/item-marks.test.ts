/** The numbers by which an answer goes through sub-items. */
import { expect, test } from 'vitest';
import { itemMarksIn, itemsNamedIn } from '../../core/prose/item-marks.ts';

const opened = (text: string) => itemMarksIn(text).map(({ form, number }) => (form === 'circled' ? `①${number}` : `(${number})`));

test.each([
  ['(1) 方針を定めています。\n(2)体制を定めています。', ['(1)', '(2)']],
  ['（１）方針。（２）体制。', ['(1)', '(2)']],
  ['⑴ 方針\n⑵ 体制', ['(1)', '(2)']],
  ['①申請し、②承認を得て、③記録します。', ['①1', '①2', '①3']],
  ['・(1) 方針', ['(1)']],
  // Names of items rather than their beginnings.
  ['上記(1)の手順', []],
  ['[[CL-22(3)]] と METI-2.6.14(1) を参照', []],
  ['第3条(1)', []],
  ['(1)と(2)は対象外です。', []],
  ['(3)から(5)まで', []],
  ['', []],
])('marks that open an item in %j', (text, expected) => {
  expect(opened(text)).toEqual(expected);
});

test.each([
  ['(1) あり。(2) あり。', 5, [1, 2]],
  ['(1) あり。(3)から(5)は対象外です。', 5, [1, 3, 4, 5]],
  ['(2)～(4)', 5, [2, 3, 4]],
  ['②〜④', 5, [2, 3, 4]],
  ['(3)以降は対象外', 5, [3, 4, 5]],
  ['(9)', 5, []],
  ['2026-04-01', 5, []],
])('items named in %j of %i', (text, last, expected) => {
  expect([...itemsNamedIn(text, last)].sort((a, b) => a - b)).toEqual(expected);
});
