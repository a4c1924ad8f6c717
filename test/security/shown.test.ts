/** Characters that a terminal obeys, or by which a line reads otherwise than it stands, wherever a person is shown what authors wrote. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { checkPackage } from '../../core/check.ts';
import { toDiagnostic } from '../../core/features/diagnostics.ts';
import { hoverAt } from '../../core/features/hover.ts';
import { evidenceRoots } from '../../core/features/views/evidence.ts';
import { shownNode } from '../../core/features/views/node.ts';
import { shown } from '../../core/text/shown.ts';
import { bundled } from '../support/catalogs.ts';
import { OPTIONS, openFixture } from '../support/fixture.ts';

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/** Colours, the title of the window, a line that is taken back, C1, and text that turns around (CVE-2021-42574). */
const OBEYED = ['\u001b[31m', '\u001b]0;x\u0007', '\r', '\u009b2J', '\u202e', '\u2066', '\u2069', '\u200f', '\u061c'];
const SEEN = /[^\P{Cc}\n\t]|\p{Bidi_Control}/u;

const quoted = (text: string) =>
  JSON.stringify(text).replace(/[\u007f-\uffff]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
const hostile = OBEYED.map((one) => `a${one}b`).join('');
const REGISTER = `kaiji: evidence/v1\nevidence:\n  - { id: ${quoted(`ev-${hostile}`)}, title: ${quoted(hostile)}, kind: policy, location: ${quoted(`${hostile}.pdf`)} }\n  - { id: ${quoted(`ev-${hostile}`)} }\n`;
const SHEET = `kaiji: checklist/v1\ncatalog: medcloud-checklist\nanswers:\n  - { control: ${quoted(`CL-${hostile}`)}, status: ${quoted(hostile)} }\n  - { control: CL-94, status: 対応済, answer: 決めています。, evidence: [${quoted(`ev-${hostile}`)}] }\n`;

test('T-24 what a terminal obeys, and what turns text around, is seen in the output of every command', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kaiji-shown-'));
  try {
    writeFileSync(join(folder, 'kaiji.yaml'), `kaiji: package/v1\nservice: { name: ${quoted(hostile)} }\n`);
    writeFileSync(join(folder, 'e.kaiji.yaml'), REGISTER);
    writeFileSync(join(folder, 's.kaiji.yaml'), SHEET);
    const ran = (...args: readonly string[]) => {
      const { stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], { cwd: folder, encoding: 'utf8' });
      return stdout + stderr;
    };
    for (const format of ['pretty', 'lines', 'junit', 'github']) {
      const said = ran('check', '--format', format, '--date', OPTIONS.date);
      expect(said, format).toContain('\uFFFD');
      expect(SEEN.exec(said)?.[0], format).toBeUndefined();
    }
    for (const args of [
      [hostile],
      ['check', hostile],
      ['explain', hostile],
      ['catalog', 'show', hostile],
      ['export', hostile, '-o', 'x'],
    ])
      expect(SEEN.exec(ran(...args.map((one) => one.replaceAll('\0', ''))))?.[0], args[0]).toBeUndefined();
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('T-26 a line break of an author begins no command of GitHub’s', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kaiji-github-'));
  try {
    const control = quoted('CL-9\n::set-output name=x::y\r::error::z');
    writeFileSync(
      join(folder, 's.kaiji.yaml'),
      `kaiji: checklist/v1\ncatalog: medcloud-checklist\nanswers:\n  - { control: ${control} }\n`,
    );
    const { stdout } = spawnSync(process.execPath, [CLI, 'check', '--format', 'github'], { cwd: folder, encoding: 'utf8' });
    const commands = stdout.split(/[\r\n]/).filter((line) => line.startsWith('::'));
    expect(commands.filter((line) => line.includes('set-output'))).not.toEqual([]);
    expect(commands.filter((line) => !/^::(?:error|warning|notice) file=/.test(line))).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('T-25 nor is it obeyed in findings, hovers and views', async () => {
  const files = new Map([
    ['kaiji.yaml', 'kaiji: package/v1\n'],
    ['e.kaiji.yaml', REGISTER],
    ['s.kaiji.yaml', SHEET],
  ]);
  const [whole] = (await openFixture(files)).packages;
  if (!whole) throw new Error('a package is expected');
  const diagnostics = [...checkPackage(whole, OPTIONS).values()]
    .flat()
    .map((one) => toDiagnostic(one, whole, { language: 'ja' }));
  const messages = diagnostics.flatMap(({ message, relatedInformation = [] }) =>
    [message, ...relatedInformation.map((one) => one.message)].map(String),
  );
  expect(messages.some((message) => message.includes('\uFFFD'))).toBe(true);
  const nodes = evidenceRoots(whole, { language: 'ja', date: OPTIONS.date, checkFiles: true }).map(shownNode);
  const labels = nodes.flatMap(({ label, description, tooltip, spoken }) => [label, description, tooltip, spoken]);
  const file = [...whole.files.values()].find(({ uri }) => uri.endsWith('/s.kaiji.yaml'));
  if (!file) throw new Error('a file is expected');
  const hover = await hoverAt(whole, file, SHEET.lastIndexOf('ev-') + 1, { language: 'ja', bundled: await bundled });
  const told = (hover?.contents as { readonly value: string } | undefined)?.value ?? '';
  expect(told).toContain('\uFFFD');
  expect([...messages, ...labels, told].flatMap((text) => SEEN.exec(text)?.[0] ?? [])).toEqual([]);
  expect(shown('表\t1\n行 ABC １２３ 😀')).toBe('表\t1\n行 ABC １２３ 😀');
});
