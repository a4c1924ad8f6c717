import type { Catalog } from '../catalog/catalog.ts';
import type { Catalogs } from '../catalog/catalogs.ts';
import type { Resolved } from '../catalog/control.ts';
import { fixed, message } from '../language.ts';
import type { Entry, KaijiFile } from '../model/document.ts';
import { proseOf } from '../model/prose.ts';
import { type Reference, referencesIn } from '../model/reference.ts';
import type { Splice } from '../text/text.ts';
import { replaceNode, scalarSource } from '../yaml/edit.ts';
import type { ScalarNode } from '../yaml/tree.ts';
import type { EntryRule, RuleDocs } from './rule.ts';
import { controlNodes } from './shared/control-nodes.ts';

const spelled = message<{ written: string; canonical: string }>({
  ja: ({ written, canonical }) =>
    `「${written}」を ${canonical} と読みました。正式な表記にそろえると、検索や参照がしやすくなります。`,
  en: ({ written, canonical }) => `"${written}" means ${canonical}. The canonical spelling is easier to search for and refer to.`,
});

const ambiguous = message<{ written: string; ids: readonly string[] }>({
  ja: ({ written, ids }) =>
    `「${written}」は旧版の番号で、${ids.join('、')} のどれを指すのか決められません（${ids[0]} とみなしています）。正式な番号を選んでください。`,
  en: ({ written, ids }) =>
    `"${written}" is a number of another edition and may mean ${ids.join(', ')}; ${ids[0]} is assumed. Choose the canonical number.`,
});

const writeId = message<{ canonical: string }>({
  ja: ({ canonical }) => `${canonical} と書く`,
  en: ({ canonical }) => `Write ${canonical}`,
});

/** One ID in a spelling of its own. */
interface Spelling {
  readonly at: ScalarNode | Reference;
  readonly written: string;
  readonly resolved: Resolved;
  /** More than one where an alias of another edition fits several controls; the first is what the ID is read as. */
  readonly ids: readonly string[];
}

export const docs: RuleDocs = {
  ja: `全角・丸数字・空白・先頭の0・旧版の番号など、読めるけれども正式でない項目IDの表記を知らせます（\`ＣＬ－９４\`、\`cl94\`、\`CL-094\` は CL-94）。文中の \`[[ＣＬ－９４]]\` も対象です。\`parts:\` のキーはどの書き方でも構いません。

クイックフィックスで、その場所だけ、またはファイル全体を正式な表記に直せます。旧版の番号が複数の項目に当たるときは、どれかを選んでください。`,
  en: `Reports control IDs that can be read but are not in their canonical spelling (\`ＣＬ－９４\`, \`cl94\`, \`CL-094\` for CL-94; numbers of another edition), in \`[[…]]\` too. Keys of \`parts:\` may be written in any way.

Quick fixes write the canonical one here or in the whole file. Where a number of another edition fits several controls, choose one.`,
};

export const noncanonicalControl: EntryRule = {
  code: 'noncanonical-control',
  severity: 'hint',
  scope: 'entry',
  reads: ['targets', 'measures'],
  summary: fixed('項目IDの表記が正式でない', 'A control ID in an accepted but not canonical spelling'),
  *check(entry, { catalogs, own, lookup }) {
    for (const { at, written, resolved, ids } of spellingsIn(
      entry,
      catalogs,
      own,
      (target) => lookup('targets', target).length > 0,
      (id) => lookup('measures', id).length > 0,
    )) {
      const text = ids.length > 1 ? ambiguous({ written, ids }) : spelled({ written, canonical: resolved.id });
      yield { at: placeOf(at), message: text, control: resolved.id, data: { at, ids } };
    }
  },
  fixes(finding, { file }) {
    const { at, ids } = finding.data as { at: Spelling['at']; ids: readonly string[] };
    const certain = ids.length === 1;
    return ids.map((id) => ({
      title: writeId({ canonical: id }),
      edits: [{ uri: file.uri, splices: [spliceOf(file, at, id)] }],
      ...(certain ? { safe: true, preferred: true } : {}),
    }));
  },
};

function* spellingsIn(
  entry: Entry,
  catalogs: Catalogs,
  own: Catalog | undefined,
  isTarget: (target: string) => boolean,
  isMeasure: (id: string) => boolean,
): Generator<Spelling> {
  // Without its catalog the IDs of a checklist or an annex mean nothing certain.
  const { kind } = entry.document;
  if ((kind === 'checklist' || kind === 'catalog-text' || kind === 'risks') && !own) return;
  const spelling = (at: Spelling['at'], written: string): Spelling | undefined => {
    const resolved = catalogs.resolve(written, own);
    if (!resolved || resolved.id === written) return undefined;
    const catalog = own?.id === resolved.control.catalog ? own : catalogs.of(resolved.control.catalog);
    const ids = catalog?.homonymsOf(written) ?? [];
    return { at, written, resolved, ids: ids.length > 1 ? ids : [resolved.id] };
  };
  const places: readonly (readonly [Spelling['at'], string])[] = [
    ...controlNodes(entry).flatMap((node) => (kind === 'assessment' && isMeasure(node.text) ? [] : [[node, node.text] as const])),
    ...references(entry).flatMap((reference) => (isTarget(reference.target) ? [] : [[reference, reference.target] as const])),
  ];
  for (const [at, written] of places) {
    const found = spelling(at, written);
    if (found) yield found;
  }
}

/** `[[…]]` in the prose of an entry. */
function references(entry: Entry): readonly Reference[] {
  const { text, tree } = entry.document.file;
  return [...proseOf(entry)].flatMap(({ node }) => {
    if (!node.text.includes('[[')) return [];
    const { start, end } = tree.spanOf(node);
    return referencesIn(node, text.slice(start, end));
  });
}

function placeOf(at: Spelling['at']) {
  return 'target' in at ? { block: at.node.block, start: at.start + 2, end: at.end - 2 } : at;
}

function spliceOf(file: KaijiFile, at: Spelling['at'], id: string): Splice {
  if (!('target' in at)) return replaceNode(file, at, scalarSource(id, true));
  const base = file.tree.startOf(at.node.block);
  return { start: base + at.start + 2, end: base + at.end - 2, text: id };
}
