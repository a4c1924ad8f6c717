/** Selection ranges: what is selected step by step, and that each step holds the one before. */
import { expect, test } from 'vitest';
import type { SelectionRange } from 'vscode-languageserver-types';
import { selectionRanges } from '../../core/features/selection-ranges.ts';
import type { Text } from '../../core/text/text.ts';
import { casesOf, matchGolden } from './cases.ts';

/** From the inside out, as offsets. */
function stepsOf(text: Text, range: SelectionRange | undefined): readonly (readonly [number, number])[] {
  const steps: (readonly [number, number])[] = [];
  for (let at = range; at; at = at.parent) steps.push([text.offsetAt(at.range.start), text.offsetAt(at.range.end)]);
  return steps;
}

test('what is selected, step by step', async () => {
  let golden = '';
  for (const { name, whole, file, offset } of await casesOf('selection')) {
    const [range] = selectionRanges(whole, file, [file.text.positionAt(offset)]);
    golden += `== ${name}\n`;
    for (const [start, end] of stepsOf(file.text, range))
      golden += `  ⟨${file.text.slice(start, end).replaceAll('\r', '␍').replaceAll('\n', '⏎')}⟩\n`;
  }
  matchGolden('selection', golden);
});

test('at every position each range holds it, stands strictly within the next, and the last is the file', async () => {
  for (const { name, whole, file } of await casesOf('selection')) {
    const { text } = file;
    const positions = Array.from({ length: text.length + 1 }, (_, offset) => text.positionAt(offset));
    const all = selectionRanges(whole, file, positions);
    expect(all).toHaveLength(positions.length);
    for (const [i, position] of positions.entries()) {
      const steps = stepsOf(text, all[i]);
      let [start, end] = [text.offsetAt(position), text.offsetAt(position)];
      for (const [step, [from, to]] of steps.entries()) {
        const isLonger = to - from > end - start || step === 0;
        expect(from <= start && to >= end && isLonger, `${name} ${i}: ${JSON.stringify(steps)}`).toBe(true);
        [start, end] = [from, to];
      }
      expect(steps.at(-1)).toEqual([0, text.length]);
    }
  }
});
