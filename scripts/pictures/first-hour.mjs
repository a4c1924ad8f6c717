// docs/images/first-hour/: what a newcomer sees, kept from the test that goes this way (test/vscode/newcomer.e2e.ts), for docs/first-hour.md.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SCREENSHOTS } from '../../test/vscode/workbench.mjs';
import { smallPng } from './small-png.mjs';

const FOLDER = join('docs', 'images', 'first-hour');
/** In the order of the page. */
const STEPS = [
  '1-installed',
  '3-welcome',
  '4-wizard',
  '5-begun',
  '7-item',
  '8-answered',
  '9-status',
  '11-attached',
  '12-preview',
  '13-finding',
  '14-mended',
  '16-exported',
];

/** Goes the newcomer's way with the kaiji.vsix that is there, and keeps its pictures. */
export function keepFirstHour() {
  const vitest = join('node_modules', 'vitest', 'vitest.mjs');
  const test = ['run', '--config', 'vitest.e2e.config.ts', 'test/vscode/newcomer.e2e.ts'];
  const { status } = spawnSync(process.execPath, [vitest, ...test], { stdio: 'inherit' });
  if (status !== 0) throw new Error('The newcomer did not reach the end; no picture is changed.');
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  for (const step of STEPS) {
    writeFileSync(join(FOLDER, `${step}.png`), smallPng(readFileSync(join(SCREENSHOTS, `newcomer-${step}.png`)), 48));
  }
}
