/** Inlay hints: what is reckoned, shown behind what is written. One source a file in hints/; here is the table of them, by the setting that shows each. */
import { type InlayHint, MarkupKind, type Range } from 'vscode-languageserver-types';
import type { KaijiFile } from '../model/document.ts';
import { entriesTouching } from '../model/entry-at.ts';
import type { Package } from '../package/package.ts';
import type { Hint, HintContext, HintOptions, HintProducer } from './hints/hint.ts';
import { riskHints } from './hints/risk.ts';

/** Names of the settings `kaiji.inlayHints.*`. */
export type HintName = keyof typeof producers;

const producers = { risk: riskHints } as const satisfies Readonly<Record<string, HintProducer>>;

/** Every name there is. */
export const hintNames = Object.keys(producers) as readonly HintName[];

/** The hints of the entries that reach into a range, in the order of the file. */
export function inlayHintsIn(whole: Package, file: KaijiFile, range: Range, options: HintOptions): InlayHint[] {
  const [from, to] = [file.text.offsetAt(range.start), file.text.offsetAt(range.end)];
  const context: HintContext = { ...options, whole, file };
  const active = hintNames.filter((name) => !options.hidden?.has(name));
  const touched = active.length === 0 ? [] : file.documents.flatMap((document) => [...entriesTouching(document, from, to)]);
  // What an alias stands for is written, and shown, where its anchor is.
  const within = touched.filter(({ node }) => node.kind === 'map');
  const found = active.flatMap((name): readonly Hint[] => {
    const produce: HintProducer = producers[name];
    try {
      return within.flatMap((entry) => [...produce(entry, context)]);
    } catch (error) {
      options.failed?.(`inlay hints ${name}`, error);
      return [];
    }
  });
  return found
    .filter(({ offset }) => offset >= from && offset <= to)
    .sort((a, b) => a.offset - b.offset)
    .map(({ offset, label, tooltip }) => ({
      position: file.text.positionAt(offset),
      label,
      paddingLeft: true,
      ...(tooltip ? { tooltip: { kind: MarkupKind.Markdown, value: tooltip } } : {}),
    }));
}
