/** Plain data as a document of ours, in block style: what is read back from it is the same data. */
import { scalarSource } from '../../core/yaml/edit.ts';

/** Texts, lists and mappings of them; what is undefined is left out. */
export type Value = string | readonly Value[] | { readonly [key: string]: Value | undefined };

/** A document with its keys in order; ends with a line break. */
export function documentSource(document: { readonly [key: string]: Value | undefined }): string {
  return `${mappingLines(document).join('\n')}\n`;
}

function mappingLines(mapping: { readonly [key: string]: Value | undefined }): readonly string[] {
  return Object.keys(mapping).flatMap((key) => {
    const value = mapping[key];
    return value === undefined ? [] : pairLines(/^[a-z][\w.@-]*$/i.test(key) ? key : JSON.stringify(key), value);
  });
}

function pairLines(key: string, value: Value): readonly string[] {
  if (typeof value === 'string') {
    const [first, ...rest] = textLines(value);
    return [`${key}: ${first}`, ...rest];
  }
  const lines = Array.isArray(value) ? listLines(value) : mappingLines(value as { readonly [key: string]: Value });
  if (lines.length === 0) return [`${key}: ${Array.isArray(value) ? '[]' : '{}'}`];
  return [`${key}:`, ...indented(lines)];
}

function listLines(list: readonly Value[]): readonly string[] {
  return list.flatMap((item) => {
    if (typeof item === 'string') return [`- ${scalar(item)}`];
    const lines = Array.isArray(item) ? listLines(item) : mappingLines(item as { readonly [key: string]: Value });
    const [first = '{}', ...rest] = indented(lines);
    return [`- ${first.trimStart()}`, ...rest];
  });
}

/** A text in a block where a block holds it exactly: no spaces alone in a line or before the first, no control characters; else in quotes. */
function textLines(text: string): readonly string[] {
  const isBlock = /\n./.test(text) || /[^\n]\n$/.test(text);
  const body = text.replace(/\n$/, '');
  if (!isBlock || /^[ \t\n]|\n$|^[ \t]+$|[^\P{Cc}\n\t]|[\ufeff\u2028\u2029]/mu.test(body) || body.startsWith('\n'))
    return [scalar(text)];
  return [text.endsWith('\n') ? '|' : '|-', ...indented(body.split('\n'))];
}

/** Quoted where other readers of YAML would take it for something else: a number that is none (`2.10`), nothing, an item of a list. */
function scalar(text: string): string {
  const isMistakable =
    /^(?:[-+.\d]+|null|yes|no|on|off|~|-.*)$/i.test(text) && !/^(?:0|[1-9]\d*|\d{4}-\d\d?(?:-\d\d?)?)$/.test(text);
  return isMistakable ? JSON.stringify(text) : scalarSource(text);
}

function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => (line === '' ? '' : `  ${line}`));
}
