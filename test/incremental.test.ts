/** Invariants 3, 7 and 11: values do not change, edits lead to what reading from scratch leads to, and one place counts lines. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkPackage } from '../core/check.ts';
import type { Package } from '../core/package/package.ts';
import { Text } from '../core/text/text.ts';
import { applied, describe, OPTIONS, openFixture, pathOf, ROOT } from './support/fixture.ts';

const example = fileURLToPath(new URL('../examples/clinic-cloud/', import.meta.url));
const files = new Map(readdirSync(example).map((name) => [name, readFileSync(join(example, name), 'utf8')]));
const editable = [
  'checklist.kaiji.yaml',
  'evidence.kaiji.yaml',
  'disclosure.kaiji.yaml',
  'statements.kaiji.yaml',
  'kaiji.yaml',
  'inhouse.kaiji.yaml',
];

function report(whole: Package): string {
  return [...checkPackage(whole, OPTIONS).values()]
    .flat()
    .map((finding) => describe(finding, ['en']))
    .join('');
}

test('findings after any sequence of edits are those of the final text', async () => {
  const fragment = fc.constantFrom(
    '\n',
    '  ',
    '- control: CL-7\n',
    '　',
    '：',
    'ev-isms-cert',
    'CL-94',
    '"',
    '[',
    'kaiji: evidence/v1\n',
    '𠮷',
    'answer: |\n',
    '---\n',
    '',
  );
  const edit = fc.record({
    file: fc.constantFrom(...editable),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.nat(40),
    text: fragment,
  });
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 8 }), async (edits) => {
      const { workspace } = await openFixture(files);
      const now = new Map(files);
      for (const { file, at, length, text } of edits) {
        const before = now.get(file) ?? '';
        const start = Math.floor(at * before.length);
        const after = before.slice(0, start) + text + before.slice(start + length);
        now.set(file, after);
        workspace.setOpen(`${ROOT}/${file}`, Text.of(after));
        await workspace.packageOf(`${ROOT}/${file}`);
      }
      const fresh = await openFixture(now);
      const [whole] = fresh.packages;
      expect(report(await workspace.packageOf(`${ROOT}/checklist.kaiji.yaml`))).toBe(whole ? report(whole) : '');
    }),
    { numRuns: 40 },
  );
});

/** Freezes plain data all the way down; class instances are frozen on the outside. Arrays of numbers (where blocks begin) cannot be frozen. */
function freeze(value: unknown, seen = new Set<unknown>()): void {
  if (typeof value !== 'object' || value === null || seen.has(value) || ArrayBuffer.isView(value)) return;
  seen.add(value);
  Object.freeze(value);
  for (const child of Object.values(value)) freeze(child, seen);
}

test('checking and fixing change nothing of what they read', async () => {
  const { packages } = await openFixture(files);
  for (const whole of packages) {
    for (const file of whole.files.values()) freeze(file);
    for (const finding of [...checkPackage(whole, OPTIONS).values()].flat()) applied(finding, whole, files);
    for (const file of whole.files.values()) expect(file.text.toString()).toBe(files.get(pathOf(file.uri)));
  }
});

test('lines and columns are made in core/text alone', () => {
  const root = fileURLToPath(new URL('..', import.meta.url));
  for (const folder of ['core', 'server', 'cli']) {
    for (const name of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })) {
      const path = `${folder}/${name}`.replaceAll('\\', '/');
      if (!path.endsWith('.ts') || path.startsWith('core/text/')) continue;
      expect(readFileSync(join(root, path), 'utf8'), `${path} makes positions of its own`).not.toMatch(/\bcharacter:/);
    }
  }
});
