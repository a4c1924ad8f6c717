/** The ways out of `undefined-party`: to define, to write the name that is defined, to take out what nobody needs. */
import { fixed, message } from '../../language.ts';
import type { KaijiDocument } from '../../model/document.ts';
import { textField } from '../../model/field.ts';
import type { Package } from '../../package/package.ts';
import type { Splice } from '../../text/text.ts';
import { insertItem, insertPair, replaceNode, scalarSource } from '../../yaml/edit.ts';
import { removeItem } from '../../yaml/reorder.ts';
import { asMap, keyText, type MapNode, pairOf, type ScalarNode } from '../../yaml/tree.ts';
import type { FileEdit, Finding, Fix, FixContext } from '../rule.ts';
import { write } from '../shared/did-you-mean.ts';

/** What the fixes need to know. */
export type PartyData =
  | {
      readonly what: 'party' | 'role';
      readonly name: string;
      readonly nodes: readonly ScalarNode[];
      readonly near: readonly string[];
    }
  | { readonly what: 'title'; readonly name: string; readonly near: readonly string[] }
  | { readonly what: 'unused'; readonly sequence: 'roles' | 'parties'; readonly map: MapNode };

const define = message<{ name: string; list: string }>({
  ja: ({ name, list }) => `「${name}」を ${list} に加える`,
  en: ({ name, list }) => `Define "${name}" under ${list}`,
});

const asVariant = message<{ name: string; title: string }>({
  ja: ({ name, title }) => `「${name}」を「${title}」の別の呼び名（variants）に加える`,
  en: ({ name, title }) => `Make "${name}" a variant of "${title}"`,
});

const remove = fixed('使っていない定義を削除する', 'Remove the unused definition');

export function fixesOfParty(finding: Finding, { package: whole, document, file }: FixContext): readonly Fix[] {
  const data = finding.data as PartyData;
  if (data.what === 'unused') {
    const entry = document?.entries.find(({ node }) => node === data.map);
    const splice = document?.root && entry && removeItem(file, document.root, data.sequence, entry.index);
    return splice ? [{ title: remove, edits: [{ uri: file.uri, splices: [splice] }] }] : [];
  }
  const home = homeOf(whole, document);
  if (data.what === 'title') {
    const [near] = data.near;
    return [
      ...(near === undefined ? [] : variantOf(whole, near, data.name)),
      ...(home ? [defining(home, 'roles', data.name, [`id: ${freeId(whole)}`, `title: ${scalarSource(data.name)}`])] : []),
    ];
  }
  const list = data.what === 'party' ? 'parties' : 'roles';
  const replaced = data.near.map((name, i): Fix => {
    const source = scalarSource(name, true);
    const splices = data.nodes.map((node) => replaceNode(file, node, source));
    return { title: write({ name }), edits: [{ uri: file.uri, splices }], preferred: i === 0 };
  });
  // What is no id cannot be given to a party as it is.
  if (!home || !/^[a-z][a-z0-9-]*$/.test(data.name)) return replaced;
  const lines = data.what === 'party' ? [`id: ${data.name}`, 'name: ●●'] : [`id: ${data.name}`, 'title: ●●'];
  return [...replaced, defining(home, list, data.name, lines, replaced.length === 0)];
}

/** The disclosure in which parties and roles are defined: the document itself, else the first that has some, else the first. */
function homeOf(whole: Package, document: KaijiDocument | undefined): KaijiDocument | undefined {
  const disclosures = whole.documents.filter(({ kind, root }) => kind === 'disclosure' && root);
  if (document && disclosures.includes(document)) return document;
  return disclosures.find(({ root }) => root && (pairOf(root, 'roles') || pairOf(root, 'parties'))) ?? disclosures[0];
}

function defining(home: KaijiDocument, list: 'roles' | 'parties', name: string, lines: readonly string[], preferred = true): Fix {
  return { title: define({ name, list }), edits: [editOf(home, listed(home, list, lines))], preferred };
}

/** The splice that adds an item to a list of the header, which reads better above the sections than below them. */
function listed({ root, file }: KaijiDocument, list: string, lines: readonly string[]): Splice | undefined {
  if (!root) return undefined;
  if (pairOf(root, list)) return insertItem(file, root, list, [`{ ${lines.join(', ')} }`]);
  const keys = root.pairs.map(keyText);
  const before = keys[keys.findIndex((key) => key === 'sections' || key === 'terms') - 1];
  return insertPair(file, root, [`${list}:`, `  - { ${lines.join(', ')} }`], before);
}

function editOf({ file }: KaijiDocument, splice: Splice | undefined): FileEdit {
  return { uri: file.uri, splices: splice ? [splice] : [] };
}

/** The name as another one for the role with the title `near`, where that is a role of this package. */
function variantOf(whole: Package, near: string, name: string): readonly Fix[] {
  const site = whole.lookup('titles', near).find(({ entry }) => entry.sequence === 'roles');
  const map = asMap(site?.entry.node);
  const title = textField(map, 'title')?.value;
  if (!site || !map || title === undefined || !whole.files.has(site.document.file.uri)) return [];
  const { file } = site.document;
  const splice = insertItem(file, map, 'variants', [scalarSource(name, true)]);
  return [{ title: asVariant({ name, title }), edits: [{ uri: file.uri, splices: [splice] }] }];
}

/** An id no role has: `ro-new-1`. */
function freeId(whole: Package): string {
  for (let n = 1; ; n++) {
    const id = `ro-new-${n}`;
    if (whole.lookup('targets', id).length === 0) return id;
  }
}
