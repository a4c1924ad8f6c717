/** What is handed out, read as its readers do: its text by format, and the words its authors wrote (random-told.ts). */
import { strFromU8 } from 'fflate';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { parse } from 'parse5';
import { expect } from 'vitest';
import type { Value } from '../../convert/oscal/source.ts';
import { readSheets } from '../../convert/sheet/read.ts';
import { dump, paragraphsOf } from './docx.ts';
import { type Told, wordsIn } from './random-told.ts';

/** The text of a file by its format. */
export const texts: Readonly<Record<string, (bytes: Uint8Array) => string>> = {
  docx: (bytes) => paragraphsOf(bytes).join('\n'),
  html: (bytes) => textOfHtml(parse(strFromU8(bytes))),
  md: (bytes) => textOfMarkdown(fromMarkdown(strFromU8(bytes), { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })),
  xlsx: (bytes) => textOfSheets(bytes, 'x.xlsx'),
  csv: (bytes) => textOfSheets(bytes, 'x.csv'),
};

/** Of sections; the title of the document is none. */
export const headingsOf: Readonly<Record<string, (bytes: Uint8Array) => readonly string[]>> = {
  docx: (bytes) =>
    dump(bytes)
      .split('\n')
      .flatMap((line) => /^Heading[1-9]: (?:\{#[^}]*\})*(.*)$/.exec(line)?.[1] ?? []),
  html: (bytes) => elementsOf(parse(strFromU8(bytes)), /^h[2-6]$/).map(textOfHtml),
  md: (bytes) =>
    strFromU8(bytes)
      .split('\n')
      .flatMap((line) => /^#{2,6} (.*)$/.exec(line)?.[1] ?? []),
};

function elementsOf(node: unknown, name: RegExp): readonly unknown[] {
  const { nodeName, childNodes = [] } = node as HtmlNode;
  return [...(name.test(nodeName) ? [node] : []), ...childNodes.flatMap((child) => elementsOf(child, name))];
}

/** Of sections, outermost first, in the order they stand. */
export function titlesOf(sections: readonly Value[]): readonly string[] {
  return sections.flatMap((section) => {
    const { title, sections: inner } = section as { readonly title?: string; readonly sections?: readonly Value[] };
    return [...(title === undefined ? [] : [title]), ...titlesOf(inner ?? [])];
  });
}

/** What only we read. */
const INTERNAL = ['note', 'judgement', 'answered-by', 'owner'];

/** Without what only we read, and without evidence that is not disclosed. */
export function shown(value: Value): Value {
  if (Array.isArray(value))
    return value.filter((one) => !/^doc-c$/.test(String((one as { ref?: string }).ref ?? one))).map(shown);
  if (typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]) => (INTERNAL.includes(key) || one === undefined ? [] : [[key, shown(one)]])),
  );
}

export function withoutEvidence(value: Value): Value {
  if (Array.isArray(value)) return value.map(withoutEvidence);
  if (typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]) => (key === 'evidence' || one === undefined ? [] : [[key, withoutEvidence(one)]])),
  );
}

/** Each text's words are all there, one right behind the other. */
export function expectWords(text: string, words: readonly string[]): void {
  const found = wordsIn(text);
  const there = new Set(found);
  expect(words.filter((word) => !there.has(word))).toEqual([]);
  const numberOf = (word: string) => /q[0-9]+/.exec(word)?.[0];
  for (const [i, word] of words.entries()) {
    const next = words[i + 1];
    if (next !== undefined && numberOf(next) === numberOf(word)) {
      const behind = found.flatMap((one, at) => (one === word ? found.slice(at + 1, at + 4) : []));
      expect(behind, `${next} behind ${word}`).toContain(next);
    }
  }
}

/** Whatever else a line says is there too, before its word or right behind it. */
export function expectLines(text: string, value: Value): void {
  const bare = text.replace(/\s+/g, '');
  for (const line of leavesOf(value).flatMap((leaf) => leaf.split('\n'))) {
    const [word] = wordsIn(line);
    if (word === undefined) continue;
    const pieces = line
      .split(/\[\[[^\]]*\]\]|\*\*|[`\\|\s]|^ *[-・①] ?|^\(1\)|(?=<)/)
      .filter((piece) => piece !== '' && piece !== word);
    const around = [...bare.matchAll(new RegExp(word, 'g'))].map(({ index }) => bare.slice(Math.max(0, index - 80), index + 40));
    expect(
      around.some((near) => pieces.every((piece) => near.includes(piece))),
      `${line}\n${around.join('\n')}`,
    ).toBe(true);
  }
}

function leavesOf(value: Value): readonly string[] {
  if (typeof value === 'string') return [value];
  return Object.values(value as object).flatMap((one) => (one === undefined ? [] : leavesOf(one as Value)));
}

/** Nothing of notes, judgements, owners and what is not disclosed. */
export function expectNone(text: string, { data }: Told): void {
  const hidden: string[] = [];
  const collect = (value: Value | undefined, isHidden: boolean): void => {
    if (typeof value === 'string' && isHidden) hidden.push(...wordsIn(value));
    if (typeof value !== 'object') return;
    const isSecret = isHidden || (!Array.isArray(value) && Object.values(value).includes('doc-c'));
    for (const [key, one] of Object.entries(value)) collect(one as Value, isSecret || INTERNAL.includes(key));
  };
  collect(data as Value, false);
  const there = new Set(wordsIn(text));
  expect(hidden.filter((word) => there.has(word))).toEqual([]);
}

interface HtmlNode {
  readonly nodeName: string;
  readonly value?: string;
  readonly childNodes?: readonly HtmlNode[];
}

function textOfHtml(node: unknown): string {
  const { nodeName, value = '', childNodes = [] } = node as HtmlNode;
  if (nodeName === 'style' || nodeName === 'script') return '';
  return value + childNodes.map(textOfHtml).join('');
}

function textOfMarkdown(node: unknown): string {
  const { value = '', children = [] } = node as { readonly value?: string; readonly children?: readonly unknown[] };
  return value + children.map(textOfMarkdown).join('');
}

export function textOfSheets(bytes: Uint8Array, file: string): string {
  return readSheets(bytes, file)
    .flatMap(({ rows }) => rows.flatMap(({ cells }) => cells.map(({ text }) => text)))
    .join('\n');
}

export function answersOf({ data }: Told): readonly { readonly [key: string]: Value }[] {
  return (data.checklist as { readonly answers: readonly { readonly [key: string]: Value }[] }).answers;
}
