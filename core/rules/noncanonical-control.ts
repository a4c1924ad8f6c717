import { fixed, message } from '../language.ts';
import { answerOf, repliesOf } from '../model/checklist.ts';
import { sectionOf, withNested } from '../model/disclosure.ts';
import type { Entry } from '../model/document.ts';
import { scalarsOf } from '../model/field.ts';
import { replaceNode, scalarSource } from '../yaml/edit.ts';
import { asMap, type ScalarNode } from '../yaml/tree.ts';
import type { EntryRule } from './rule.ts';

const spelled = message<{ written: string; canonical: string }>({
  ja: ({ written, canonical }) => `「${written}」は ${canonical} のことです。正式な表記にそろえると検索や参照がしやすくなります。`,
  en: ({ written, canonical }) => `"${written}" means ${canonical}. The canonical spelling is easier to search for and refer to.`,
});

const write = message<{ canonical: string }>({
  ja: ({ canonical }) => `${canonical} と書く`,
  en: ({ canonical }) => `Write ${canonical}`,
});

export const noncanonicalControl: EntryRule = {
  code: 'noncanonical-control',
  severity: 'hint',
  scope: 'entry',
  kinds: ['checklist', 'disclosure', 'statements'],
  sequences: ['answers', 'sections', 'statements'],
  summary: fixed('項目IDの表記が正式でない', 'A control ID in an accepted but not canonical spelling'),
  docs: fixed(
    '全角・丸数字・空白・先頭の0など、読めるけれども正式でない項目IDの表記を知らせます（`ＣＬ－９４`、`cl94`、`CL-094` は CL-94）。クイックフィックスで正式な表記に直せます。',
    'Reports control IDs that can be read but are not in their canonical spelling (`ＣＬ－９４`, `cl94`, `CL-094` for CL-94). A quick fix writes the canonical one.',
  ),
  *check(entry, { catalogs, own }) {
    for (const node of controlNodes(entry)) {
      const resolved = catalogs.resolve(node.text, own);
      if (!resolved || resolved.id === node.text) continue;
      yield { at: node, message: spelled({ written: node.text, canonical: resolved.id }), control: resolved.id, data: { node, canonical: resolved.id } };
    }
  },
  fixes(finding, { file }) {
    const { node, canonical } = finding.data as { node: ScalarNode; canonical: string };
    const splices = [replaceNode(file, node, scalarSource(canonical, true))];
    return [{ title: write({ canonical }), edits: [{ uri: file.uri, splices }], safe: true, preferred: true }];
  },
};

/** Every place of an entry where a control's ID is written. */
export function controlNodes(entry: Entry): readonly ScalarNode[] {
  const map = asMap(entry.node);
  if (!map) return [];
  if (entry.sequence === 'answers') {
    const answer = answerOf(map);
    const own = answer.control?.node;
    return [...(own?.kind === 'scalar' ? [own] : []), ...repliesOf(answer).flatMap((reply) => reply.sameAs)];
  }
  if (entry.sequence === 'sections') return [...withNested(sectionOf(map))].flatMap((section) => section.respondsTo);
  if (entry.sequence === 'statements') return scalarsOf(map, 'satisfies');
  return [];
}
