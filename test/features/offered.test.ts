/**
 * Completion offers what people write: each example is typed from its first character to its last, and wherever its author began a key, an id or a term, the
 * list has what was then typed. The golden file says how often it has, every place where it has not, and why.
 */
import { setImmediate as breath } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { CompletionItem } from 'vscode-languageserver-types';
import { LIMIT } from '../../core/features/completion/controls.ts';
import { completionAt } from '../../core/features/completion.ts';
import { type KaijiFile, readFile } from '../../core/model/document.ts';
import { Text } from '../../core/text/text.ts';
import { bundled } from '../support/catalogs.ts';
import { mistakeAt, writtenInExamples } from '../support/chosen.ts';
import { matchGolden } from './cases.ts';

const all = await bundled;
const written = await writtenInExamples();

/** What stands there once an item is accepted, in an editor that replaces what it stands in; stops of snippets as they are. */
function accepted({ text }: KaijiFile, { textEdit }: CompletionItem): string {
  if (!textEdit || !('replace' in textEdit)) throw new Error('an edit with both ranges is expected');
  const { start, end } = textEdit.replace;
  return text.slice(0, text.offsetAt(start)) + textEdit.newText + text.slice(text.offsetAt(end));
}

const options = { language: 'ja', evidenceKinds: all.evidenceKinds, glossary: await all.glossary() } as const;

test('what is written in the examples', async () => {
  const missed: string[] = [];
  const counts = new Map<string, { asked: number; offered: number }>();
  for (const { whole, file, tokens, name } of written) {
    const source = file.text.toString();
    let before: KaijiFile | undefined;
    let growing = whole;
    for (const { start, end, what } of tokens) {
      const wanted = source.slice(start, end);
      const count = counts.get(what) ?? { asked: 0, offered: 0 };
      counts.set(what, count);
      const after: string[] = [];
      let most = 0;
      // The runner wants to hear of a long test now and then.
      await breath();
      for (let offset = start; offset < end; offset++) {
        before = readFile(file.uri, Text.of(source.slice(0, offset)), undefined, before);
        growing = growing.with([before]);
        const { items } = completionAt(growing, before, offset, options);
        const item = items.find(({ label }) => label === wanted);
        count.asked++;
        if (item && accepted(before, item).startsWith(source.slice(0, end))) count.offered++;
        else {
          after.push(`‘${source.slice(start, offset)}’`);
          most = offset === start ? items.length : Math.min(most, items.length);
        }
      }
      if (after.length === 0) continue;
      const times = after.length > 3 ? `${after[0]} … ${after.at(-1)}` : after.join(' ');
      const mistake = mistakeAt(whole, file, start + 1, end - 1);
      const isBelow = completionAt(whole, file, end, options).items.some(({ label }) => label === wanted);
      const why = mistake
        ? `a mistake (${mistake})`
        : /^x\./.test(wanted)
          ? 'a name of its own'
          : most >= LIMIT
            ? `more than ${LIMIT} begin so`
            : isBelow
              ? 'defined further below'
              : undefined;
      expect(why, `${name}: ${what} ${wanted} is not offered after ${times}`).toBeDefined();
      missed.push(`${name}:${file.text.lineAt(start) + 1} ${what} ${wanted}: not after ${times}: ${why}\n`);
    }
  }
  const lines = [...counts].map(([what, { asked, offered }]) => `${what}: ${offered} of ${asked}\n`);
  matchGolden('offered', `${lines.join('')}\n${missed.join('')}`);
});

test('what is chosen takes the place of all that stood there', () => {
  const wrong: string[] = [];
  let chosen = 0;
  for (const { whole, file, tokens, name } of written) {
    const source = file.text.toString();
    for (const { start, end, what } of tokens)
      for (const offset of [start + 1, end]) {
        const wanted = source.slice(start, end);
        const item = completionAt(whole, file, offset, options).items.find(({ label }) => label === wanted);
        // At the end of an ID, the entry which it begins is offered again.
        if (!item?.textEdit || (offset === end && item.textEdit.newText.includes('\n'))) continue;
        chosen++;
        const found = accepted(file, item);
        if (found !== source) wrong.push(`${name}:${file.text.lineAt(start) + 1} ${what} ${wanted}: ${item.textEdit.newText}`);
      }
  }
  expect(wrong).toEqual([]);
  expect(chosen).toBeGreaterThan(2000);
});
