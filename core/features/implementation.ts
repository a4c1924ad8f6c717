/**
 * Go to implementations: where the package does what is asked. Definition leads to the one place that says it; this lists every entry that carries it out, each once:
 * - a control, section or scenario: its answers, the common answers that satisfy it, the sections that are it or respond to it, its treatment, the measures that are it
 * - a common answer: the entries that use it, then those that answer what it satisfies; a platform's: the entries that are `from` it
 * - evidence: the entries that rest on it; an asset: the scenarios about it; a measure: the scenarios that count on it
 * - a catalog or outline: the documents of the package that answer it
 */
import type { LocationLink } from 'vscode-languageserver-types';
import { idsOf, type Resolved } from '../catalog/control.ts';
import type { KaijiFile } from '../model/document.ts';
import { statementOf } from '../model/statements.ts';
import type { Site, Table } from '../package/index.ts';
import type { Package } from '../package/package.ts';
import { asMap } from '../yaml/tree.ts';
import { destinationOf, linksFrom } from './location-link.ts';
import { type Found, nodeAt } from './node-at.ts';
import { roleOf } from './role.ts';
import { targetAt } from './target.ts';

/**
 * @param offset in `file`, UTF-16
 * @returns undefined where nothing is referred to that can be carried out, or nothing carries it out
 */
export function implementationsAt(whole: Package, file: KaijiFile, offset: number): LocationLink[] | undefined {
  const found = nodeAt(file, offset);
  if (!found) return undefined;
  // Several sites of one entry are one place to go to: the first.
  const byEntry = new Map<unknown, Site>();
  for (const site of sitesOf(whole, found)) if (!byEntry.has(site.entry)) byEntry.set(site.entry, site);
  return linksFrom(file, found, [...byEntry.values()].map(destinationOf));
}

function sitesOf(whole: Package, found: Found): readonly Site[] {
  const target = targetAt(whole, found);
  switch (target?.is) {
    case 'control':
      return carriedOut(whole, target.resolved);
    case 'section':
      return whole.lookup('sections', target.key);
    case 'statement':
      return [...whole.lookup('statement-uses', target.id), ...satisfied(whole, target.id)];
    case 'platform':
      return whole.lookup('party-uses', target.id);
    case 'evidence':
      return whole.lookup('evidence-uses', target.id);
    case 'asset':
      return whole.lookup('assessed', target.id);
    case 'measure':
      return whole.lookup('counted-on', target.id);
    default:
      return target ? [] : documentsFor(whole, found);
  }
}

/** Every table in which an entry stands under the control it carries out. */
const TABLES: readonly Table[] = ['answers', 'scenarios', 'satisfies', 'responds-to', 'sections', 'measures'];

/** Of a part also what is said of its whole, of a whole also what is said of its parts. */
function carriedOut(whole: Package, { control, part, id }: Resolved): readonly Site[] {
  const ids = part ? [control.id, id] : idsOf(control);
  return TABLES.flatMap((table) => ids.flatMap((id) => whole.lookup(table, id)));
}

/** The answers to what a common answer satisfies. */
function satisfied(whole: Package, id: string): readonly Site[] {
  return whole.lookup('statements', id).flatMap(({ entry }) => {
    const map = asMap(entry.node);
    return (map ? statementOf(map).satisfies : []).flatMap(({ text }) => {
      const control = whole.catalogs.resolve(text)?.control.id;
      return control === undefined ? [] : whole.lookup('answers', control);
    });
  });
}

function documentsFor(whole: Package, { document, path, node }: Found): readonly Site[] {
  const role = roleOf(document.kind, path);
  if (role === 'outline') return whole.lookup('disclosures', node.text);
  const catalog = role === 'catalog' ? whole.catalogs.of(node.text) : undefined;
  return catalog ? [...whole.lookup('checklists', catalog.reference), ...whole.lookup('risks', catalog.reference)] : [];
}
