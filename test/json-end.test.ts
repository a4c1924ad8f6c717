/** Where a text stops being JSON, for whoever has to correct it. */
import { expect, test } from 'vitest';
import { endOfJson } from '../core/text/json.ts';

/** A bar stands before the first word that may not stand there, or where more is wanted. */
test.each([
  '|',
  '[\n  { "a": 1 }\n  |{ "b": 2 }\n]',
  '[{ "a": 1, |}]',
  '[1,|]',
  '[|,1]',
  '{ "a" |"b" }',
  '{ "a"|, 1 }',
  '{ "a": |}',
  '{ |a: 1 }',
  '{ |1: 2 }',
  '[1, |// 注\n 2]',
  '[1|/* 注 */]',
  "[|'a']",
  '[|"a',
  '[|"a\nb"]',
  '[|"\\x"]',
  '[1|}',
  '[1]|]',
  '[1] |2',
  '|:',
  '|kaiji: package/v1\nservice: {}\n',
  '[0|1]',
  '[|1.]',
  '[|tru]',
  '[1|',
  '{"a":{},|',
  '|\u3000[]',
])('%j', (marked) => {
  const text = marked.replace('|', '');
  expect(() => JSON.parse(text)).toThrow();
  expect(endOfJson(text)).toBe(marked.indexOf('|'));
});

const SOUND = '[\n  { "path": "a\\u3042\\"", "rule": "b", "é\u007f": [-1.5e+3, 0, true, {}, [], null] },\n  { "path": "c" }\n]\n';

test('all of what is JSON, whatever character goes or is there twice; what is none ends on the line that JSON.parse names', () => {
  expect(endOfJson(SOUND)).toBe(SOUND.length);
  let named = 0;
  for (let i = 0; i < SOUND.length; i++)
    for (const text of [SOUND.slice(0, i) + SOUND.slice(i + 1), SOUND.slice(0, i) + SOUND.slice(i - 1), SOUND.slice(0, i)]) {
      const error = errorOf(text);
      const end = endOfJson(text);
      if (error === undefined) expect(end, text).toBe(text.length);
      const position = /position (\d+)/.exec(error ?? '')?.[1];
      if (position === undefined) continue;
      named++;
      expect(lineOf(text, end), `${text}${error}`).toBe(lineOf(text, Number(position)));
    }
  expect(named).toBeGreaterThan(50);
});

function errorOf(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return String(error);
  }
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
