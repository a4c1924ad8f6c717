/** What authors wrote, as blocks, lines or plain text of a form. */
import type { KaijiDocument } from '../../core/model/document.ts';
import { type Field, textField } from '../../core/model/field.ts';
import { parentUri, resolveUri } from '../../core/package/uri.ts';
import type { MapNode, Node } from '../../core/yaml/tree.ts';
import type { Block, Inline, Origin } from './form.ts';
import { type Making, originOf } from './making.ts';
import { plainOf } from './plain.ts';
import { blocksOf, inlineOf, type ProseContext } from './prose.ts';
import { referenceText } from './references.ts';

/** A text, and the document whose references it makes. */
export interface Written {
  readonly field: Field<string>;
  readonly document: KaijiDocument;
}

/** @param headingLevel of a heading of the text; absent where none may stand */
export function blocksIn({ field, document }: Written, making: Making, headingLevel?: number): readonly Block[] {
  return blocksOf(field.value, contextOf({ field, document }, making, headingLevel));
}

/** The same of a text that stands for itself, each block with where it comes from, for whom that is told. */
export function placedBlocksIn(written: Written, making: Making, headingLevel?: number): readonly Block[] {
  const { field, document } = written;
  const { origin } = originOf(document, field.node, making);
  const context = contextOf(written, making, headingLevel);
  return blocksOf(field.value, origin ? { ...context, originAt: linesOf(field.node, origin) } : context);
}

/** Where lines of a text come from. Below a `|` they are those of the file; of others, all is one place. */
function linesOf(node: Node, all: Origin): (line: number, end: number) => Origin {
  if (node.kind !== 'scalar' || node.style !== 'literal') return () => all;
  const first = all.line + 1;
  return (line, end) => ({ uri: all.uri, line: first + line, end: Math.min(first + end, Math.max(all.end, first + line + 1)) });
}

export function inlineIn(written: Written, making: Making): readonly Inline[] {
  return inlineOf(written.field.value, contextOf(written, making));
}

/** Line breaks are `\n`. */
export function textIn(written: Written, making: Making): string {
  return plainOf(blocksIn(written, making));
}

/** The text under a key, references resolved; '' where there is none. */
export function textUnder(map: MapNode | undefined, key: string, document: KaijiDocument, making: Making): string {
  const field = textField(map, key);
  return field ? textIn({ field, document }, making).trim() : '';
}

function contextOf({ field, document }: Written, making: Making, headingLevel?: number): ProseContext {
  return {
    refer: (target) => referenceText(target, document, field.node, making),
    pictureAt: (path) => pictureAt(path, document, making.whole.uri),
    ...(headingLevel === undefined ? {} : { headingLevel }),
  };
}

/** A picture lies in the package; its path is seen from the document. */
function pictureAt(path: string, { file }: KaijiDocument, home: string): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:|^[/\\#?]/i.test(path)) return undefined;
  const folder = parentUri(file.uri);
  const uri = folder && resolveUri(folder, decoded(path));
  return uri?.startsWith(`${home}/`) ? uri : undefined;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
