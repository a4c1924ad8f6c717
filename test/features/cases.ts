/**
 * Cases of features in one text file: files of a package first (`-- path --`), then cases (`== name | path ==`), each the text of one file of that package
 * with the cursor marked `▮`. `| crlf` behind the path gives the file CRLF line ends.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { KaijiFile } from '../../core/model/document.ts';
import type { Package } from '../../core/package/package.ts';
import type { Workspace } from '../../core/package/workspace.ts';
import { openFixture, ROOT } from '../support/fixture.ts';

export interface Case {
  readonly name: string;
  readonly workspace: Workspace;
  readonly whole: Package;
  readonly file: KaijiFile;
  readonly text: string;
  readonly offset: number;
}

const folder = new URL('../fixtures/features/', import.meta.url);

/** The files before the cases. */
export function filesOf(name: string): ReadonlyMap<string, string> {
  const [head = ''] = partsOf(name);
  const parts = head.split(/^-- (.+) --\n/m);
  const files = new Map<string, string>();
  for (let i = 1; i < parts.length; i += 2) files.set(parts[i] as string, parts[i + 1] as string);
  return files;
}

function partsOf(name: string): readonly string[] {
  return readFileSync(new URL(`${name}.fixture`, folder), 'utf8').split(/^== (.+) ==\n/m);
}

export async function casesOf(name: string): Promise<readonly Case[]> {
  const [, ...rest] = partsOf(name);
  const files = filesOf(name);
  const cases: Case[] = [];
  for (let i = 0; i < rest.length; i += 2) {
    const [title = '', path = '', crlf] = (rest[i] as string).split(' | ');
    const source = (rest[i + 1] as string).replace(/\n$/, '').replaceAll('\n', crlf ? '\r\n' : '\n');
    const offset = source.indexOf('▮');
    const text = source.replace('▮', '');
    const { workspace, packages } = await openFixture(new Map([...files, [path, text]]));
    const whole = packages.find((one) => one.files.has(`${ROOT}/${path}`));
    const file = whole?.files.get(`${ROOT}/${path}`);
    if (!whole || !file) throw new Error(`${title}: no ${path}`);
    cases.push({ name: title, workspace, whole, file, text, offset });
  }
  return cases;
}

/** Compares with the golden file, or writes it with UPDATE_GOLDEN=1. */
export function matchGolden(name: string, actual: string): void {
  const file = new URL(`${name}.golden`, folder);
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, actual);
  expect(existsSync(file), `no golden file: run UPDATE_GOLDEN=1 npx vitest run test/features and review it`).toBe(true);
  expect(actual).toBe(readFileSync(file, 'utf8'));
}
