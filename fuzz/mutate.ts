/** Texts and bytes with something amiss, the same for the same numbers. */
import { type Random, randomEdit } from '../test/support/random-yaml.ts';
import { below, pick } from './target.ts';

type Mutation = (text: string, random: Random, other: () => string) => string;

/** What people, programs and disks do to a text. Each leaves the rest as it is. */
const mutations: readonly Mutation[] = [
  // An edit, as people make them.
  (text, random) => spliced(text, randomEdit(text, random)),
  (text, random) => spliced(text, randomEdit(text, random)),
  // A bit that is another.
  (text, random) => {
    const at = below(text.length, random);
    return text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ (1 << below(16, random))) + text.slice(at + 1);
  },
  (text, random) => inLines(text, random, (lines, at) => lines.splice(at, 0, lines[at] ?? '')),
  (text, random) => inLines(text, random, (lines, at) => lines.splice(at, 1 + below(4, random))),
  (text, random) =>
    inLines(text, random, (lines, at) => lines.splice(below(lines.length, random), 0, ...lines.splice(at, 1 + below(4, random)))),
  // Lines of somewhere else.
  (text, random, other) => {
    const lines = other().split('\n');
    const from = below(lines.length, random);
    const taken = lines.slice(from, from + 1 + below(12, random));
    const column = ' '.repeat(below(9, random));
    return inLines(text, random, (own, at) =>
      own.splice(at, below(3, random), ...taken.map((line) => (random() < 0.5 ? line : column + line))),
    );
  },
  // Cut off, and glued to the end of another.
  (text, random, other) =>
    text.slice(0, below(text.length + 1, random)) + (random() < 0.5 ? '' : other().slice(below(200, random))),
  (text, random) => {
    const share = random() ** 3;
    return [...text].map((char) => (random() < share ? wide(char) : char)).join('');
  },
  (text, random) =>
    inLines(text, random, (lines, at) => lines.splice(at, 1, ' '.repeat(below(12, random)) + (lines[at] ?? '').trimStart())),
  (text, random) => {
    const end = pick(['\r\n', '\r', '\n\n', '\u2028', '\u0085', '\f'], random);
    return random() < 0.5 ? text.replaceAll('\n', end) : text.replace(/\n/g, (is) => (random() < 0.1 ? end : is));
  },
  // A value instead of another.
  (text, random, other) => {
    const values = [...text.matchAll(/(?<=: |- )\S[^\n]*/g)];
    const value = values.length > 0 ? pick(values, random) : undefined;
    if (!value) return text;
    const others = [...other().matchAll(/(?<=: |- )\S[^\n]*/g)];
    const instead = random() < 0.5 || others.length === 0 ? pick(VALUES, random) : (pick(others, random)[0] ?? '');
    return text.slice(0, value.index) + instead + text.slice(value.index + value[0].length);
  },
  (text, random) => {
    const keys = [...text.matchAll(/[\w-]+(?=:(?:\s|$))/g)];
    const [key, other] = [pick(keys, random), pick(keys, random)];
    return key && other ? text.slice(0, key.index) + other[0] + text.slice(key.index + key[0].length) : text;
  },
  (text, random) => at(text, random, pick(STRANGE, random)),
  (text, random) => at(text, random, pick(STRANGE, random)),
];

/** What is too much of something; a file has it now and then. */
const excesses: readonly ((random: Random) => string)[] = [
  (random) => '['.repeat(1 + below(3000, random)),
  (random) => `{a: `.repeat(1 + below(1000, random)),
  (random) => `[${'[],'.repeat(below(2000, random))}]`,
  (random) => `\n${Array.from({ length: 1 + below(400, random) }, (_, i) => `${' '.repeat(i)}a:`).join('\n')}\n`,
  (random) => `\n${'- '.repeat(1 + below(500, random))}a\n`,
  (random) => '回答'.repeat(below(50_000, random)),
  (random) =>
    pick(['"', "'", ' ', '　', '\\', '#', '# ', ': ', '：', '*a ', '&a ', '[[', '|', '-', '\t', '、'], random).repeat(
      below(20_000, random),
    ),
  (random) => `\n${Array.from({ length: below(3000, random) }, (_, i) => `key${i}: 値`).join('\n')}\n`,
  (random) => `\n${Array.from({ length: below(1000, random) }, () => `answer: 値`).join('\n')}\n`,
  (random) =>
    `\n${Array.from({ length: below(30, random) }, (_, i) => `    a${i + 1}: &a${i + 1} [${`*a${i}, `.repeat(9)}*a${i}]`).join('\n')}\n`,
  (random) => `\n${'  - control: CL-7\n'.repeat(below(1500, random))}`,
  (random) => '\n'.repeat(below(5000, random)),
];

const VALUES = [
  'null',
  '~',
  'true',
  '1',
  '-1',
  '1e999',
  '.nan',
  '0x1F',
  '2026-02-30',
  '"',
  "'",
  '|',
  '>-',
  '[',
  '{',
  '[]',
  '{}',
  '[[',
  '&a',
  '*a',
  '!!binary x',
  '!<!>',
  '<<',
  '__proto__',
  'constructor',
  'toString',
  '../../etc/passwd',
  'file:///etc/passwd',
  'https://x.example/%',
  '%',
  '%E0%A4%A',
  '\\',
  '\u0000',
  '[[CL-94]]',
  '[[table:x]]',
  '[[',
  '￥',
  '=SUM(A1)',
  '<script>alert(1)</script>',
  '[x](javascript:alert(1))',
  '対象外',
  '同上',
  'CL-999999999999999999999',
  'CL-0',
  'ＣＬ－９４（３）',
  '9999-12-31',
  '令和99年13月',
  '0000-00-00',
  '１２３',
  '{ ref: *a, at: [x] }',
  '"\\uD800"',
  '🏥'.repeat(40),
];
const STRANGE = [
  '\ufeff',
  '\u2028',
  '\u2029',
  '\0',
  '\u0007',
  '\u001b[31m',
  '\ud800',
  '\udc00',
  '\u200f',
  '\u202e',
  '\ufffe',
  '\uffff',
  '　',
  '：',
  '－',
  '\t',
  '\r',
  '---\n',
  '...\n',
  '\n---\n',
  '%YAML 9.9\n',
  '<<<<<<< HEAD\n',
  '=======\n',
  '>>>>>>> x\n',
  '&a ',
  '*a',
  '!t ',
  '? ',
  '<<: *a\n',
  '"',
  "'",
  '[',
  ']',
  '{',
  '}',
  ',',
  '#',
  ' #',
  '|\n',
  '>\n',
  '- ',
  ': ',
  '__proto__: x\n',
  'constructor: x\n',
  '# kaiji-disable\n',
  '# kaiji-disable-next-line missing-evidence -- x\n',
  '𠮷',
  'é',
  '\u3099',
  '\u{E0100}',
];

/** @param other a text to take from */
export function mutated(text: string, random: Random, other: () => string): string {
  let now = text;
  do now = pick(mutations, random)(now, random, other);
  while (random() < 0.6);
  return random() < 0.04 ? at(now, random, pick(excesses, random)(random)) : now;
}

/** Bits that are others, stretches gone, doubled, zeroed, or of somewhere else. */
export function damaged(bytes: Uint8Array, random: Random, from = 0, to = bytes.length): Uint8Array {
  let now: Uint8Array = bytes.slice();
  do {
    const start = Math.min(from + below(Math.max(1, to - from), random), now.length);
    const end = Math.min(now.length, start + 1 + below(random() < 0.7 ? 4 : 300, random));
    const kind = below(6, random);
    if (kind === 0) now = joined(now.subarray(0, start), now.subarray(end));
    else if (kind === 1) now = joined(now.subarray(0, end), now.subarray(start));
    else if (kind === 2) now.fill(pick([0, 0xff, 0x20], random), start, end);
    else if (kind === 3) for (let i = start; i < end; i++) now[i] = below(256, random);
    else if (start < now.length) now[start] = (now[start] ?? 0) ^ (1 << below(8, random));
  } while (random() < 0.5);
  return random() < 0.08 ? now.slice(0, below(now.length + 1, random)) : now;
}

export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let start = 0;
  for (const part of parts) {
    whole.set(part, start);
    start += part.length;
  }
  return whole;
}

function spliced(text: string, edit: { readonly start: number; readonly end: number; readonly text: string }): string {
  return text.slice(0, edit.start) + edit.text + text.slice(edit.end);
}

function at(text: string, random: Random, what: string): string {
  const start = below(text.length + 1, random);
  return text.slice(0, start) + what + text.slice(start);
}

function inLines(text: string, random: Random, change: (lines: string[], at: number) => void): string {
  const lines = text.split('\n');
  change(lines, below(lines.length, random));
  return lines.join('\n');
}

function wide(char: string): string {
  if (char === ' ') return '　';
  return char > ' ' && char <= '~' ? String.fromCharCode(char.charCodeAt(0) + 0xfee0) : char;
}
