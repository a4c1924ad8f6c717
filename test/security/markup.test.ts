/** Markdown and HTML in whatever authors and catalogs write, where VS Code renders Markdown of ours: hovers, completions, pages of clauses. */
import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { expect, test } from 'vitest';
import { completionAt, resolveCompletion } from '../../core/features/completion.ts';
import { hoverAt } from '../../core/features/hover.ts';
import { clause } from '../../server/clauses.ts';
import { bundled } from '../support/catalogs.ts';
import { openFixture } from '../support/fixture.ts';
import { HOSTILE } from '../support/random-form.ts';

const EVIL = [
  ...HOSTILE,
  '[押す](command:workbench.action.quit)',
  '![図](https://evil.example/x.png)',
  '<img src=x onerror=alert(1)>',
  '<https://evil.example>',
  '](command:evil)',
  '> 引用',
  '# 見出し',
  '- 項目',
  '[a]: command:evil',
  '```',
  '$(zap)',
];
const all = EVIL.join(' ');
const lines = EVIL.join('\n');
const quoted = (text: string) => JSON.stringify(text);

const FILES = new Map([
  ['kaiji.yaml', 'kaiji: package/v1\n'],
  [
    'catalog.kaiji.yaml',
    `kaiji: catalog/v1\nid: own\nprefix: OWN\ntitle: ${quoted(all)}\ncontrols:\n  - { id: OWN-1, title: ${quoted(all)}, category: [${quoted(all)}], summary: ${quoted(lines)}, guidance: ${quoted(lines)} }\n`,
  ],
  [
    'evidence.kaiji.yaml',
    `kaiji: evidence/v1\nevidence:\n  - { id: ev-a, title: ${quoted(all)}, kind: policy, location: ${quoted(all)}, note: ${quoted(lines)} }\n`,
  ],
  [
    'statements.kaiji.yaml',
    `kaiji: statements/v1\nstatements:\n  - { id: st-a, title: ${quoted(all)}, text: ${quoted(lines)} }\n`,
  ],
  [
    'sheet.kaiji.yaml',
    `kaiji: checklist/v1\ncatalog: own\nanswers:\n  - { control: OWN-1, status: 対応済, answer: ${quoted(lines)}, evidence: [ev-a], use: [st-a] }\n`,
  ],
]);

function* nodes(node: Nodes): Generator<Nodes> {
  yield node;
  if ('children' in node) for (const child of node.children) yield* nodes(child);
}

/** What of a page of Markdown would act: HTML, pictures, links that are neither ours nor a web address that is seen as it is. */
function acting(markdown: string): readonly string[] {
  const tree = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  return [...nodes(tree)].flatMap((node) => {
    if (node.type === 'html' || node.type === 'image' || node.type === 'definition' || node.type === 'imageReference')
      return [node.type];
    if (node.type !== 'link') return [];
    return /^(?:file:\/\/\/package\/|command:kaiji\.showClause\?%5B%22[\w.()%-]+%22%5D$|https?:\/\/|mailto:)/.test(node.url)
      ? []
      : [node.url];
  });
}

test('T-19 what authors and catalogs wrote is words in hovers, completions and pages', async () => {
  const all = await bundled;
  const [whole] = (await openFixture(FILES)).packages;
  if (!whole) throw new Error('a package is expected');
  const clauseLink = (id: string) => `command:kaiji.showClause?${encodeURIComponent(JSON.stringify([id])).replace(/[()]/g, '')}`;
  const pages: string[] = [];
  for (const [path, text] of FILES) {
    const file = whole.files.get(`${whole.uri}/${path}`);
    if (!file) continue;
    for (const word of ['OWN-1', 'ev-a', 'st-a', 'own'])
      for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
        const hover = await hoverAt(whole, file, at + 1, { language: 'ja', bundled: all, clauseLink });
        if (hover) pages.push((hover.contents as { readonly value: string }).value);
        for (const item of completionAt(whole, file, at + 1, { language: 'ja', evidenceKinds: all.evidenceKinds }).items) {
          const { documentation } = await resolveCompletion(item, { language: 'ja', bundled: all, whole });
          if (documentation) pages.push(typeof documentation === 'string' ? documentation : documentation.value);
        }
      }
  }
  const page = await clause({ id: 'OWN-1', link: '{id}.md' }, { language: 'ja', bundled: all, whole, catalogs: whole.catalogs });
  if (page) pages.push(page.markdown);
  expect(pages.filter((one) => one.includes('evil')).length).toBeGreaterThan(5);
  expect(pages.flatMap(acting)).toEqual([]);
});
