/** Inlay hints: what is reckoned or referred to, shown behind what is written. One source a file in hints/; here is the table of them, by the setting that shows each. */
import { type InlayHint, type Location, MarkupKind, type Range } from 'vscode-languageserver-types';
import type { KaijiFile } from '../model/document.ts';
import { entriesTouching } from '../model/entry-at.ts';
import type { Package } from '../package/package.ts';
import { shown } from '../text/shown.ts';
import { definitionAt } from './definition.ts';
import type { Hint, HintContext, HintOptions, HintProducer } from './hints/hint.ts';
import { riskHints } from './hints/risk.ts';
import { titleHints } from './hints/titles.ts';
import { type HoverOptions, hoverAt } from './hover.ts';

/** Names of the settings `kaiji.inlayHints.*`. */
export type HintName = keyof typeof producers;

const producers = {
  risk: riskHints,
  controls: titleHints('control', 'same-as', 'satisfies', 'responds-to', 'control-ref'),
  evidence: titleHints('evidence'),
  statements: titleHints('statement', 'from'),
  sections: titleHints('section', 'also'),
  assessment: titleHints('asset', 'threat', 'vulnerability', 'measure'),
} as const satisfies Readonly<Record<string, HintProducer>>;

/** Every name there is. */
export const hintNames = Object.keys(producers) as readonly HintName[];

/** What a hint carries from the request to its resolution. */
export interface HintData {
  readonly uri: string;
  readonly producer: HintName;
}

export interface InlayHintOptions extends HintOptions {
  /** Leaves tooltips to {@link resolveInlayHint}. */
  readonly lazy?: boolean | undefined;
}

/** The hints of the entries that reach into a range, in the order of the file. */
export function inlayHintsIn(whole: Package, file: KaijiFile, range: Range, options: InlayHintOptions): InlayHint[] {
  const [from, to] = [file.text.offsetAt(range.start), file.text.offsetAt(range.end)];
  const active = hintNames.filter((name) => !options.hidden?.has(name));
  return hintsBetween({ ...options, whole, file, from, to }, active).map(({ name, hint }) => {
    const tooltip = options.lazy ? undefined : hint.tooltip?.();
    const data: HintData = { uri: file.uri, producer: name };
    return {
      position: file.text.positionAt(hint.offset),
      label: hint.label,
      paddingLeft: true,
      ...(tooltip ? { tooltip: { kind: MarkupKind.Markdown, value: tooltip } } : {}),
      data,
    };
  });
}

export interface ResolveHintOptions extends HintOptions, HoverOptions {
  /** The client takes a place for the label, to be gone to by a click. */
  readonly locations: boolean;
  /** The client takes a tooltip later. */
  readonly tooltips: boolean;
  /** An address as the client spells it. */
  readonly spelling?: (uri: string) => string;
}

/**
 * The hint with where its label leads, else with what there is to read about it: at the place it leads to an editor shows that by itself. As it came where
 * the file says something else there by now.
 */
export async function resolveInlayHint(
  hint: InlayHint,
  whole: Package,
  file: KaijiFile,
  { locations, tooltips, spelling = (uri) => uri, ...options }: ResolveHintOptions,
): Promise<InlayHint> {
  const { producer } = hint.data as HintData;
  const offset = file.text.offsetAt(hint.position);
  const now = hintsBetween({ ...options, whole, file, from: offset, to: offset }, [producer]);
  const found = now.find((one) => one.hint.offset === offset && one.hint.label === hint.label)?.hint;
  if (!found) return hint;
  const location = locations && !found.tooltip ? placeOf(whole, file, offset) : undefined;
  if (location) return { ...hint, label: [{ value: found.label, location: { ...location, uri: spelling(location.uri) } }] };
  if (!tooltips) return hint;
  if (!found.tooltip) {
    const hover = await hoverAt(whole, file, offset, options);
    return hover ? { ...hint, tooltip: hover.contents as Exclude<InlayHint['tooltip'], undefined> } : hint;
  }
  const value = found.tooltip();
  return value ? { ...hint, tooltip: { kind: MarkupKind.Markdown, value } } : hint;
}

/** Where what stands before a hint is defined; nothing for what defines itself. */
function placeOf(whole: Package, file: KaijiFile, offset: number): Location | undefined {
  const at = file.text.positionAt(offset);
  const isHere = ({ end }: Range) => end.line === at.line && end.character === at.character;
  return definitionAt(whole, file, offset)
    ?.map(({ targetUri, targetSelectionRange }): Location => ({ uri: targetUri, range: targetSelectionRange }))
    .find(({ uri, range }) => uri !== file.uri || !isHere(range));
}

interface Named {
  readonly name: HintName;
  readonly hint: Hint;
}

function hintsBetween(context: HintContext, names: readonly HintName[]): readonly Named[] {
  const { file, from, to, failed } = context;
  const touched = names.length === 0 ? [] : file.documents.flatMap((document) => [...entriesTouching(document, from, to)]);
  // What an alias stands for is written, and shown, where its anchor is.
  const within = touched.filter(({ node }) => node.kind === 'map');
  return names
    .flatMap((name): readonly Named[] => {
      const produce: HintProducer | undefined = producers[name];
      try {
        return within.flatMap((entry) =>
          [...(produce?.(entry, context) ?? [])].map((hint) => ({ name, hint: { ...hint, label: shown(hint.label) } })),
        );
      } catch (error) {
        failed?.(`inlay hints ${name}`, error);
        return [];
      }
    })
    .filter(({ hint: { offset } }) => offset >= from && offset <= to)
    .sort((a, b) => a.hint.offset - b.hint.offset);
}
