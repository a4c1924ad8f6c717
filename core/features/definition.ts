/** Go to definition: a control's answer or a scenario's treatment in the package, evidence in the register, a common answer, a section. */
import type { LocationLink } from 'vscode-languageserver-types';
import type { Resolved } from '../catalog/control.ts';
import { partKey } from '../catalog/id.ts';
import { answerOf } from '../model/checklist.ts';
import type { KaijiFile } from '../model/document.ts';
import { ANNEX_SECTION } from '../model/risks.ts';
import type { Site, Table } from '../package/index.ts';
import type { Package } from '../package/package.ts';
import { asMap, type Node } from '../yaml/tree.ts';
import { type Found, nodeAt } from './node-at.ts';
import { type Target, targetAt } from './target.ts';

/**
 * @param offset in `file`, UTF-16
 * @returns undefined where nothing is referred to, or what is referred to stands nowhere
 */
export function definitionAt(whole: Package, file: KaijiFile, offset: number): LocationLink[] | undefined {
  const found = nodeAt(file, offset);
  const target = found && targetAt(whole, found);
  if (!found || !target) return undefined;
  const { start, end } = found.link ?? found.span;
  const origin = file.text.rangeOf(start, end);
  const places = placesOf(whole, target, found);
  return places.length === 0
    ? undefined
    : places.map(({ site, node }) => ({ originSelectionRange: origin, ...linkTo(site, node) }));
}

/** The risk annexes of a package, where their section is meant. */
function annexesOf(whole: Package, key: string): readonly Site[] {
  return key === ANNEX_SECTION ? [...whole.keys('risks')].flatMap((catalog) => whole.lookup('risks', catalog)) : [];
}

/** Where what has an id is listed. */
const TABLES = {
  evidence: 'evidence',
  statement: 'statements',
  platform: 'platforms',
  asset: 'assets',
  threat: 'threats',
  vulnerability: 'vulnerabilities',
  measure: 'measures',
  other: 'targets',
} as const satisfies Readonly<Record<Exclude<Target['is'], 'control' | 'section'>, Table>>;

interface DefinedAt {
  readonly site: Site;
  readonly node: Node;
}

function placesOf(whole: Package, target: Target, found: Found): readonly DefinedAt[] {
  const atSite = (site: Site): DefinedAt => ({ site, node: site.node });
  switch (target.is) {
    case 'control':
      return controlPlaces(whole, target.resolved, found);
    case 'section':
      return [...whole.lookup('sections', target.key), ...annexesOf(whole, target.key)].map(atSite);
    default:
      return whole.lookup(TABLES[target.is], target.id).map(atSite);
  }
}

/** Where the package treats a scenario or answers a control: its own entry, else a common answer, else the section that responds. */
function controlPlaces(whole: Package, { control, part }: Resolved, found: Found): readonly DefinedAt[] {
  const here = (site: Site) => site.document === found.document && site.node === found.node;
  // A scenario is treated in an annex; elsewhere its number is no more than cited.
  const treated = whole.lookup('scenarios', control.id).filter((site) => !here(site));
  if (treated.length > 0) return treated.map((site) => ({ site, node: site.node }));
  const answers = whole.lookup('answers', control.id).filter((site) => !here(site));
  if (answers.length > 0) {
    return answers.map((site) => {
      const map = asMap(site.entry.node);
      const reply = part && map && answerOf(map).parts.find(({ keyText }) => partKey(keyText) === partKey(part.id));
      return { site, node: reply?.key ?? site.node };
    });
  }
  const id = part ? `${control.id}${part.id}` : control.id;
  const statements = [...whole.lookup('satisfies', id), ...(part ? whole.lookup('satisfies', control.id) : [])].filter(
    (site) => !here(site),
  );
  if (statements.length > 0) return statements.map((site) => ({ site, node: site.node }));
  return whole
    .lookup('responds-to', id)
    .filter((site) => !here(site))
    .map((site) => ({ site, node: site.node }));
}

function linkTo({ document, entry }: Site, node: Node): Pick<LocationLink, 'targetUri' | 'targetRange' | 'targetSelectionRange'> {
  const { file } = document;
  const whole = file.tree.spanOf(entry.sequence === '' ? node : entry.node);
  const name = file.tree.spanOf(node);
  return {
    targetUri: file.uri,
    targetRange: file.text.rangeOf(Math.min(whole.start, name.start), Math.max(whole.end, name.end)),
    targetSelectionRange: file.text.rangeOf(name.start, name.end),
  };
}
