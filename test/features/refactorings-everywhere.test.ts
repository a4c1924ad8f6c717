/** What every refactoring owes, wherever it is offered: each line of the examples, in both kinds of line ends. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Check, check } from '../../core/check.ts';
import { codeActionsAt, resolveCodeAction } from '../../core/features/code-actions.ts';
import { type KaijiFile, readFile } from '../../core/model/document.ts';
import { Text } from '../../core/text/text.ts';
import { OPTIONS, openFixture, pathOf } from '../support/fixture.ts';

const examples = new URL('../../examples/', import.meta.url);
const KINDS = ['refactor', 'source.sort'];

const faultsIn = (file: KaijiFile) => file.tree.blocks.reduce((sum, { errors }) => sum + errors.length, 0);
const commentsIn = ({ tree, text }: KaijiFile) =>
  tree.blocks.flatMap((block) =>
    block.comments.map(({ start, end }) => text.slice(tree.startOf(block) + start, tree.startOf(block) + end)),
  );
const errorsIn = ({ findings }: Check) => [...findings.values()].flat().filter(({ severity }) => severity === 'error').length;

/** Every kind of refactoring is offered somewhere. */
const EVERYWHERE = [
  'refactor.extract.statement',
  'refactor.move.section',
  'refactor.rewrite.evidence',
  'refactor.rewrite.notApplicable',
];

test.each([
  [
    'clinic-cloud',
    '\n',
    [
      ...EVERYWHERE,
      'refactor.inline.statement',
      'refactor.rewrite.category',
      'refactor.rewrite.facts',
      'refactor.rewrite.parts',
      'source.sort.kaiji',
    ],
  ],
  ['finished-small', '\r\n', [...EVERYWHERE, 'refactor.rewrite.facts']],
])('examples/%s (%j)', async (name, eol, expected) => {
  const folder = new URL(`${name}/`, examples);
  const paths = readdirSync(folder).filter((path) => path.endsWith('.yaml'));
  const sources = paths.map((path) => [path, readFileSync(new URL(path, folder), 'utf8').replaceAll('\n', eol)] as const);
  const [whole] = (await openFixture(new Map(sources))).packages;
  if (!whole) throw new Error('a package is expected');
  let last = check(whole, OPTIONS);
  const errors = errorsIn(last);
  const comments = new Map([...whole.files].map(([uri, file]) => [uri, commentsIn(file)]));
  const kinds = new Set<string>();
  for (const file of whole.files.values()) {
    const { text } = file;
    /** One edit is offered on many lines. */
    const made = new Set<string>();
    for (let line = 0; line < text.lineCount; line++) {
      const at = text.lineStart(line) + (/[^\s-]/.exec(text.lineText(line))?.index ?? 0);
      const range = text.rangeOf(at, at);
      const asked = { findings: [], only: KINDS, language: 'ja', options: OPTIONS, canResolve: true } as const;
      const all = codeActionsAt(whole, file, range, asked);
      // Of a row of one kind, such as the entries of a register, the ends.
      const ends = all.filter(({ kind }, i) => kind !== all[i - 1]?.kind || kind !== all[i + 1]?.kind);
      for (const offered of ends) {
        const action = offered.edit ? offered : resolveCodeAction(whole, file, offered, asked);
        const { edit, title, kind = '' } = action;
        const key = JSON.stringify(edit);
        if (!edit || made.has(key)) continue;
        made.add(key);
        kinds.add(kind);
        let after = whole;
        for (const change of edit.documentChanges ?? []) {
          if (!('textDocument' in change)) continue;
          const { uri } = change.textDocument;
          const before = whole.files.get(uri);
          const base = before?.text ?? Text.of('');
          const splices = change.edits.map((one) => {
            if (!('newText' in one)) throw new Error('a plain edit is expected');
            return { start: base.offsetAt(one.range.start), end: base.offsetAt(one.range.end), text: one.newText };
          });
          for (const [i, { start }] of splices.entries()) expect(start).toBeGreaterThanOrEqual(splices[i - 1]?.end ?? 0);
          const next = readFile(uri, base.spliceAll(splices));
          const place = `${pathOf(file.uri)}:${line + 1} ${title}`;
          expect(faultsIn(next), place).toBeLessThanOrEqual(before ? faultsIn(before) : 0);
          // Scaffolds bring comments; none goes.
          const kept = new Set(commentsIn(next));
          expect(comments.get(uri)?.filter((comment) => !kept.has(comment)) ?? [], place).toEqual([]);
          if (eol === '\r\n') expect(next.text.toString(), place).not.toMatch(/(?<!\r)\n/);
          after = after.with([next]);
        }
        last = check(after, OPTIONS, last);
        expect(errorsIn(last), `${pathOf(file.uri)}:${line + 1} ${title}`).toBeLessThanOrEqual(errors);
      }
    }
  }
  expect([...kinds].sort()).toEqual([...expected].sort());
});
