/** Hover explains whatever an author chose: each key, id, term, level and `[[…]]` of the examples. The golden file has those of which there is nothing to say. */
import { expect, test } from 'vitest';
import { hoverAt } from '../../core/features/hover.ts';
import { bundled } from '../support/catalogs.ts';
import { mistakeAt, writtenInExamples } from '../support/chosen.ts';
import { matchGolden } from './cases.ts';

test('what is written in the examples', async () => {
  const all = await bundled;
  const counts = new Map<string, { asked: number; explained: number }>();
  const missing: string[] = [];
  for (const { whole, file, tokens, name } of await writtenInExamples())
    for (const { start, end, what } of tokens) {
      const count = counts.get(what) ?? { asked: 0, explained: 0 };
      counts.set(what, count);
      count.asked++;
      const hovers = await Promise.all(
        (['ja', 'en'] as const).map((language) => hoverAt(whole, file, start + 1, { language, bundled: all })),
      );
      if (hovers.every(Boolean)) count.explained++;
      else {
        const mistake = mistakeAt(whole, file, start + 1, end - 1);
        missing.push(
          `${name}:${file.text.lineAt(start) + 1} ${what} ${file.text.slice(start, end)}${mistake ? `: a mistake (${mistake})` : ''}\n`,
        );
      }
    }
  const lines = [...counts].map(([what, { asked, explained }]) => `${what}: ${explained} of ${asked}\n`);
  expect(lines.length).toBeGreaterThan(15);
  matchGolden('explained', `${lines.join('')}\n${missing.join('')}`);
});
