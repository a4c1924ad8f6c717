/** Values as YAML source: the spelling that is read back as the same text. */
import { Text } from '../text/text.ts';
import { readYaml } from './read.ts';
import { isEmpty, type Node, resolve } from './tree.ts';

const PLAIN = /^(?:[^\s\-?:,[\]{}#&*!|>'"%@`\p{Cc}\ufeff](?:[^\p{Cc}\ufeff]*[^\s\p{Cc}\ufeff])?|-[^\s\p{Cc}\ufeff,[\]{}]+)$/u;
/** What the parser ends a plain value at, or the line scanner (lines.ts) takes for a key. */
const TAKEN = /: |:$|:\u3000| #|^(?:---|\.\.\.)|^[a-z][a-z0-9.-]*[ \t]*(?:：|:(?!\/))/;

/**
 * A scalar's source: plain where YAML reads it back as the same text, else double-quoted. Line breaks become `\n` in the quotes.
 * @param flow inside `[ ]` or `{ }`, where commas and brackets end a plain scalar
 */
export function scalarSource(value: string, flow = false): string {
  const plain = PLAIN.test(value) && !TAKEN.test(value) && !(flow && /[,[\]{}]/.test(value));
  return plain ? value : JSON.stringify(value);
}

/**
 * Lines of a block scalar for a text, each indented by `indent` columns more than the key: `['|', '  first', '  second']`. The text is read back with one
 * line end at its end, however many it has.
 */
export function literalLines(value: string, indent = 2): readonly string[] {
  const body = value.replace(/\r\n?/g, '\n').replace(/(?<!\n)\n+$/, '');
  const lines = body.split('\n');
  // A first line that begins with a space needs the indentation said. A full-width one (字下げ) does not.
  const header = /^[ \t]/.test(lines.find((line) => line !== '') ?? '') ? `|${indent}` : '|';
  return [header, ...lines.map((line) => (line === '' ? '' : ' '.repeat(indent) + line))];
}

/** The lines of an item as one flow value: `control: CL-1` → `{ control: CL-1 }`. */
export function itemSource(lines: readonly string[]): string {
  return flowSource(readYaml(Text.of(lines.join('\n'))).documents[0]?.root);
}

/** The lines of a pair as they stand in a flow mapping. */
export function pairsSource(lines: readonly string[]): string {
  return itemSource(lines).replace(/^\{ (.*) \}$/s, '$1');
}

/** A node on one line, without comments, anchors and block styles. */
export function flowSource(node: Node | undefined): string {
  const target = resolve(node);
  if (!target || isEmpty(target)) return '';
  if (target.kind === 'seq') return `[${target.items.map(flowSource).join(', ')}]`;
  if (target.kind === 'map')
    return `{ ${target.pairs.map(({ key, value }) => `${flowSource(key)}: ${flowSource(value)}`.trimEnd()).join(', ')} }`;
  const block = target.style === 'literal' || target.style === 'folded';
  return scalarSource(block ? target.text.replace(/\n$/, '') : target.text, true);
}
