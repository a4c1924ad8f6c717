/** Places in the files of a package, as the links that definition and its kin answer with. */
import type { LocationLink } from 'vscode-languageserver-types';
import type { Catalog } from '../catalog/catalog.ts';
import type { Resolved } from '../catalog/control.ts';
import { partKey } from '../catalog/id.ts';
import { controlEntry } from '../model/catalog.ts';
import type { Entry, KaijiFile } from '../model/document.ts';
import { itemsOf, textField } from '../model/field.ts';
import type { Site } from '../package/index.ts';
import { asMap, type Node } from '../yaml/tree.ts';
import type { Found } from './node-at.ts';

/** A node to go to, and the entry it stands in. */
export interface Destination {
  readonly entry: Entry;
  readonly node: Node;
}

/** Where a site of the index is. */
export function destinationOf({ entry, node }: Site): Destination {
  return { entry, node };
}

/**
 * What a client selects and what it shows around it: the node, and its whole entry; of a header the node alone. Of a node that an alias brings in from elsewhere, the
 * entry from its beginning.
 */
export function targetOf({ entry, node }: Destination): Pick<LocationLink, 'targetUri' | 'targetRange' | 'targetSelectionRange'> {
  const { file } = entry.document;
  const whole = file.tree.spanOf(entry.sequence === '' ? node : entry.node);
  const name = file.tree.spanOf(node);
  const isInside = whole.start <= name.start && name.end <= whole.end;
  const selected = isInside ? name : { start: whole.start, end: whole.start };
  return {
    targetUri: file.uri,
    targetRange: file.text.rangeOf(whole.start, whole.end),
    targetSelectionRange: file.text.rangeOf(selected.start, selected.end),
  };
}

/** Links from what was asked about to each destination, each place once; undefined for none. */
export function linksFrom(
  file: KaijiFile,
  found: Pick<Found, 'span'> & Partial<Pick<Found, 'link'>>,
  destinations: readonly Destination[],
): LocationLink[] | undefined {
  if (destinations.length === 0) return undefined;
  const { start, end } = found.link ?? found.span;
  const originSelectionRange = file.text.rangeOf(start, end);
  const links = destinations.map((one) => ({ originSelectionRange, ...targetOf(one) }));
  const placeOf = ({ targetUri, targetSelectionRange: { start } }: LocationLink) =>
    `${targetUri}#${start.line},${start.character}`;
  return [...new Map(links.map((link) => [placeOf(link), link])).values()];
}

/** Whether a site is what was asked about itself. */
export function isHere({ document, node }: Site, found: Found): boolean {
  return document === found.document && node === found.node;
}

/** Where an author's own catalog has a control, or the part of it that is meant; undefined for a catalog that comes with Kaiji. */
export function inOwnCatalog(catalog: Catalog | undefined, { control, part }: Resolved): Destination | undefined {
  const entry = catalog && controlEntry(catalog, control.id);
  const map = asMap(entry?.node);
  if (!entry || !map) return undefined;
  const ids = part ? itemsOf(map, 'parts').map((item) => textField(asMap(item), 'id')) : [];
  const partId = ids.find((id) => part && id && partKey(id.value) === partKey(part.id));
  return { entry, node: (partId ?? textField(map, 'id'))?.node ?? entry.node };
}
