/**
 * Go to definition: a control's answer or a scenario's treatment in the package, evidence in the register, a common answer, a section, a role; the other places
 * that state a fact; the manifest of a package this one builds on; an author's own catalog.
 */
import type { LocationLink } from 'vscode-languageserver-types';
import type { Resolved } from '../catalog/control.ts';
import { Facts } from '../catalog/facts.ts';
import { partKey } from '../catalog/id.ts';
import { documentOf } from '../model/catalog.ts';
import { answerOf } from '../model/checklist.ts';
import type { KaijiDocument, KaijiFile } from '../model/document.ts';
import { entryAt } from '../model/entry-at.ts';
import { ANNEX_SECTION } from '../model/risks.ts';
import type { Site, Table } from '../package/index.ts';
import type { Package } from '../package/package.ts';
import { fileName, resolveUri } from '../package/uri.ts';
import { asMap, asScalar, resolve, valueUnder } from '../yaml/tree.ts';
import { type Destination, destinationOf, inOwnCatalog, isHere, linksFrom } from './location-link.ts';
import { aliasAt, type Found, nodeAt } from './node-at.ts';
import { roleOf } from './role.ts';
import { definition, subjectAt } from './subject.ts';
import { LISTED_IN, type Target, targetAt } from './target.ts';

/**
 * @param offset in `file`, UTF-16
 * @returns undefined where nothing is referred to, or what is referred to stands nowhere; of what is defined right there, and nowhere else, itself: editors then
 * list the references
 */
export function definitionAt(whole: Package, file: KaijiFile, offset: number): LocationLink[] | undefined {
  const alias = aliasAt(file, offset);
  if (alias) return linksFrom(file, alias, anchorOf(alias));
  const found = nodeAt(file, offset);
  if (!found) return undefined;
  const destinations = destinationsOf(whole, found);
  return linksFrom(file, found, destinations.length > 0 ? destinations : itself(whole, file, offset, found));
}

/** What an alias stands for, where its anchor is. */
function anchorOf({ document, alias }: NonNullable<ReturnType<typeof aliasAt>>): readonly Destination[] {
  const node = resolve(alias);
  if (!node) return [];
  const { start } = document.file.tree.spanOf(node);
  return [{ entry: entryAt(document, start) ?? document.header, node }];
}

/** Where an answer begins, or something gets its id: the place that was asked about. */
function itself(whole: Package, file: KaijiFile, offset: number, found: Found): readonly Destination[] {
  const subject = found.isKey ? undefined : subjectAt(whole, file, offset)?.subject;
  if (!subject) return [];
  const { is, id } = subject;
  const sites =
    is === 'controls'
      ? (['answers', 'scenarios', 'measures'] as const).flatMap((table) => whole.lookup(table, id))
      : whole.lookup(...definition(is, id));
  // An alias for the whole entry notes the same again.
  return sites
    .filter((site) => isHere(site, found))
    .slice(0, 1)
    .map(destinationOf);
}

/** Where what stands at a place is defined; none where nothing is referred to, or what is referred to stands nowhere. */
export function destinationsOf(whole: Package, found: Found): readonly Destination[] {
  const target = targetAt(whole, found);
  return target ? definitionsOf(whole, target, found) : otherDefinitions(whole, found);
}

/** The risk annexes of a package, where their section is meant. */
function annexesOf(whole: Package, key: string): readonly Site[] {
  return key === ANNEX_SECTION ? [...whole.keys('risks')].flatMap((catalog) => whole.lookup('risks', catalog)) : [];
}

function definitionsOf(whole: Package, target: Target, found: Found): readonly Destination[] {
  switch (target.is) {
    case 'control': {
      const said = controlPlaces(whole, target.resolved, found);
      const own = said.length > 0 ? undefined : inOwnCatalog(whole.catalogs.homeOf(target.resolved.control), target.resolved);
      return own && own.node !== found.node ? [own] : said;
    }
    case 'section':
      return [...whole.lookup('sections', target.key), ...annexesOf(whole, target.key)].map(destinationOf);
    default: {
      const sites = whole.lookup(LISTED_IN[target.is], target.id);
      // `from: aws-tokyo` names a platform as a whole.
      return sites.length > 0 ? sites.map(destinationOf) : headOf(whole.platforms.get(target.id)?.manifest);
    }
  }
}

/** Where the package treats a scenario or answers a control: its own entry, else a common answer, else the section that responds. */
function controlPlaces(whole: Package, { control, part, id }: Resolved, found: Found): readonly Destination[] {
  const elsewhere = (table: Table, key: string) => whole.lookup(table, key).filter((site) => !isHere(site, found));
  // A scenario is treated in an annex; elsewhere its number is no more than cited.
  const treated = elsewhere('scenarios', control.id);
  if (treated.length > 0) return treated.map(destinationOf);
  const answers = elsewhere('answers', control.id);
  if (answers.length > 0) {
    return answers.map(({ entry, node }) => {
      const map = asMap(entry.node);
      const reply = part && map && answerOf(map).parts.find(({ keyText }) => partKey(keyText) === partKey(part.id));
      return { entry, node: reply?.key ?? node };
    });
  }
  const statements = [...elsewhere('satisfies', id), ...(part ? elsewhere('satisfies', control.id) : [])];
  return (statements.length > 0 ? statements : elsewhere('responds-to', id)).map(destinationOf);
}

/** Of what no rule asks for and no `[[…]]` names. */
function otherDefinitions(whole: Package, { document, path, node, map }: Found): readonly Destination[] {
  switch (roleOf(document.kind, path)) {
    case 'fact': {
      const stated = asScalar(valueUnder(map, String(path.at(-1))));
      const key = Facts.indexKey(whole.catalogs.facts.keyOf(String(path.at(-1))));
      const others = whole.lookup('facts', key).filter((site) => site.node !== stated);
      return others.map(destinationOf);
    }
    case 'catalog':
    case 'outline': {
      const catalog = whole.catalogs.of(node.text);
      return headOf(catalog && documentOf(catalog));
    }
    case 'package': {
      const home = resolveUri(whole.uri, node.text);
      const named = [whole.parent, whole.platforms.get(fileName(home))];
      return headOf(named.find((one) => one?.uri === home)?.manifest);
    }
    default:
      return [];
  }
}

/** The head of a document: what says its kind. */
function headOf(document: KaijiDocument | undefined): readonly Destination[] {
  return document ? [{ entry: document.header, node: document.kindNode ?? document.header.node }] : [];
}
