/** What reading a workbook takes at most, whatever it is made of: in a process of its own, as shipped, with a heap of 300 MB. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { bookOf, claiming, sheetData } from './support/parts.ts';

const place = mkdtempSync(join(tmpdir(), 'kaiji-memory-'));
afterAll(() => rmSync(place, { recursive: true }));

const READ = `
  const { existsSync, readFileSync } = require('node:fs');
  const [importer, file] = process.argv.slice(1);
  const { convert } = require(importer);
  let outcome;
  try {
    outcome = convert.readSheets(readFileSync(file), 'a.xlsx').map(({ rows }) => rows.length).join();
  } catch (error) {
    if (!(error instanceof convert.SheetError)) throw error;
    outcome = error.message;
  }
  // Where Linux tells, of this program alone: maxRSS counts what the process was before, a copy of the one that started it.
  const status = '/proc/self/status';
  const peak = existsSync(status) ? /VmHWM:\\s*(\\d+)/.exec(readFileSync(status, 'utf8'))[1] : process.resourceUsage().maxRSS;
  console.log(JSON.stringify({ outcome, peak: peak / 1024 }));
`;

/** @returns rows of each sheet or why it was refused, and the peak of memory in MB */
function read(bytes: Uint8Array): { readonly outcome: string; readonly peak: number } {
  const file = join(place, 'a.xlsx');
  writeFileSync(file, bytes);
  const importer = fileURLToPath(new URL('../dist/importer.js', import.meta.url));
  const { stdout, stderr } = spawnSync(process.execPath, ['--max-old-space-size=300', '-e', READ, importer, file], {
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

const rows = sheetData(Array.from({ length: 253 }, (_, i) => [i + 1, `内容${i}`]));

test('a workbook of 50 MB, most of it pictures, is read', () => {
  const pictures = Uint8Array.from({ length: 50_000_000 }, (_, i) => (i * 2_654_435_761) >>> 24);
  const { outcome, peak } = read(bookOf({ sheets: [rows], parts: { 'xl/media/image1.png': pictures } }));
  expect(outcome).toBe('253');
  expect(peak).toBeLessThan(250);
});

test('a part that unpacks to more than it says is refused before it does', () => {
  const part = 'xl/worksheets/sheet1.xml';
  const bomb = bookOf({ sheets: [' '.repeat(250_000_000)] });
  expect(bomb.length).toBeLessThan(1_000_000);
  const honest = read(bomb);
  expect(honest.outcome).toContain('100 MB');
  expect(honest.peak).toBeLessThan(150);
  const lying = read(claiming(bomb, part, 24, 1_000));
  expect(lying.outcome).toContain('is damaged');
  expect(lying.peak).toBeLessThan(150);
});

test('as many cells as are read, each with a text of its own', () => {
  const strings = Array.from({ length: 990_000 }, (_, i) => `文字列の${i}`);
  const lines = Array.from({ length: 99_000 }, (_, row) => {
    const cells = Array.from({ length: 10 }, (_, column) => `<c t="s"><v>${row * 10 + column}</v></c>`);
    return `<row>${cells.join('')}</row>`;
  });
  const { outcome, peak } = read(bookOf({ sheets: [`<sheetData>${lines.join('')}</sheetData>`], strings }));
  expect(outcome).toBe('99000');
  expect(peak).toBeLessThan(700);
});
