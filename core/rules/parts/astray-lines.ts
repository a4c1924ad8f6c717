/** Lines of a text that lost their indentation (core/yaml/astray.ts), told once and mended at once. */
import { type Localized, message } from '../../language.ts';
import type { KaijiFile } from '../../model/document.ts';
import type { Block, SyntaxFault } from '../../yaml/tree.ts';
import type { Fix, Place } from '../rule.ts';

const unindented = message<{ count: number }>({
  ja: ({ count }) =>
    `${count === 1 ? 'この行' : `この行から下の${count}行`}は上の文章の続きと思われますが、字下げがありません。上の文章と同じ深さまで字下げしてください。`,
  en: ({ count }) =>
    `${count === 1 ? 'This line seems' : `These ${count} lines seem`} to go on the text above, but ${count === 1 ? 'is' : 'are'} not indented. Indent ${count === 1 ? 'it' : 'them'} like the text above.`,
});

const indent = message<{ count: number }>({
  ja: ({ count }) => `${count}行を字下げして、上の文章の続きにする`,
  en: ({ count }) =>
    count === 1 ? 'Indent the line as part of the text above' : `Indent ${count} lines as part of the text above`,
});

/**
 * The finding about lines that go on a text.
 * @param first the fault the others follow
 */
export function astrayLines(
  first: SyntaxFault,
  block: Block,
  file: KaijiFile,
): { readonly at: Place; readonly message: Localized } {
  const lines = linesOf(first, block);
  const base = file.tree.startOf(block);
  const { end } = lines[0] ?? first;
  const lineEnd = file.text.lineEnd(file.text.lineAt(base + end)) - base;
  return { at: { block, start: end, end: lineEnd }, message: unindented({ count: lines.length }) };
}

/** Indents them and, where the text has no form that runs over lines, gives it one. */
export function indentFix(first: SyntaxFault, block: Block, file: KaijiFile): Fix {
  const base = file.tree.startOf(block);
  const splices = faultsOf(first, block).map(({ start, end, mended = '' }) => ({
    start: base + start,
    end: base + end,
    text: mended,
  }));
  return { title: indent({ count: linesOf(first, block).length }), edits: [{ uri: file.uri, splices }], preferred: true };
}

/** The faults of one text, in order. */
function faultsOf(first: SyntaxFault, { errors }: Block): readonly SyntaxFault[] {
  const from = errors.findIndex(({ code, start }) => code === first.code && start === first.start);
  const next = errors.findIndex(({ code }, index) => index > from && code === 'DEFECT:astray');
  return errors
    .slice(Math.max(0, from), next < 0 ? undefined : next)
    .filter(({ code }, index) => index === 0 || code === 'DEFECT:astray-on');
}

/** Those that are lines; the first may be the place where the text begins. */
function linesOf(first: SyntaxFault, block: Block): readonly SyntaxFault[] {
  return faultsOf(first, block).filter(({ mended }) => !mended?.startsWith('|'));
}
