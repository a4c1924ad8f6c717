/** What is shipped of others: notices, the bill of materials, and what the lock file says of it (docs/shipped.md). */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv';
import { describe, expect, onTestFinished, test } from 'vitest';
import { written } from '../scripts/supply/notices.mjs';
import { sbom } from '../scripts/supply/sbom.mjs';
import { assertAllowed, heldBy, shipped, type Work, workIn } from '../scripts/supply/shipped.mjs';

const root = new URL('../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');

interface Locked {
  readonly version: string;
  readonly integrity?: string;
  readonly hasInstallScript?: boolean;
  readonly optional?: boolean;
  readonly os?: readonly string[];
  readonly link?: boolean;
  readonly inBundle?: boolean;
}

const { packages } = JSON.parse(read('package-lock.json')) as { readonly packages: Readonly<Record<string, Locked>> };
const locked = Object.entries(packages).filter(([path]) => path !== '');
const found = await shipped();
const { libraries, direct } = found;

describe('the libraries that are shipped', () => {
  test('are those the documentation marks as bundled, and what they need', () => {
    const marked = [...read('docs/dependencies.md').matchAll(/^\| `([^`]+)` \| ○ \|/gm)].map((match) => match[1]);
    expect(direct.map((path) => path.replace('node_modules/', '')).sort()).toEqual(marked.sort());
    const wanted = new Set([...direct, ...libraries.flatMap(({ requires }) => requires)]);
    expect(libraries.filter(({ path }) => !wanted.has(path))).toEqual([]);
    expect(libraries.length).toBeGreaterThan(direct.length);
  });

  test('run nothing when they are installed', () => {
    expect(libraries.filter(({ path }) => packages[path]?.hasInstallScript)).toEqual([]);
  });

  test('are the versions of the lock file', () => {
    for (const { path, version } of libraries) expect(packages[path]?.version, path).toBe(version);
  });

  test('hold what a bundler put into their files, which has its licence too', () => {
    const docx = libraries.find(({ name }) => name === 'docx');
    expect(docx?.holds.map(({ name }) => name)).toEqual(['@oxc-project/runtime', 'fflate', 'nanoid', 'rolldown']);
    const marks = '// src/a.ts\n// ../../node_modules/.store/node_modules/fflate/esm/index.mjs\n// node_modules/fflate/b.js\n';
    expect(heldBy('node_modules/docx', marks)).toMatchObject([{ name: 'fflate', licence: 'MIT' }]);
    expect(() => heldBy('node_modules/docx', '// node_modules/@some/one/index.js\n')).toThrow(/node_modules\/docx.*@some\/one/);
  });
});

describe('notices', () => {
  test.each(['THIRD-PARTY-NOTICES.txt', 'docs/shipped.md'])('%s is as `npm run notices` writes it', (path) => {
    expect(written(found)[path]).toBe(read(path));
  });

  test('name each library with its version, and say each text once', () => {
    const text = read('THIRD-PARTY-NOTICES.txt');
    const line = `${'-'.repeat(80)}\n`;
    const sections = text.split(new RegExp(`^${line}([\\s\\S]*?)${line}\n`, 'gm')).slice(1);
    const bodies = sections.filter((_, i) => i % 2 === 1).map((body) => body.trim());
    expect(new Set(bodies).size).toBe(bodies.length);
    for (const { name, version, texts, holds } of libraries) {
      expect(text).toContain(`\n${name} ${version} (`);
      for (const one of [...texts, ...holds.flatMap((held) => held.texts)]) expect(bodies, name).toContain(one);
    }
  });

  test('refuse a licence nobody looked at, and a library without a text, by name', () => {
    const work: Work = { name: 'some-library', version: '1.0.0', licence: 'MIT', texts: ['MIT License'] };
    expect(() => assertAllowed([work])).not.toThrow();
    for (const licence of ['GPL-3.0-only', 'none', 'SEE LICENSE IN LICENSE.txt', '(MIT OR GPL-3.0-or-later)'])
      expect(() => assertAllowed([{ ...work, licence }])).toThrow(/some-library/);
    expect(() => assertAllowed([work, { ...work, name: 'bare', texts: [] }])).toThrow(/bare/);
  });

  test('take every file that is a licence or a notice, with its line ends as ours', () => {
    const folder = mkdtempSync(join(tmpdir(), 'kaiji-supply-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, 'package.json'), '{"name":"@a/b","version":"1.2.3"}');
    const files = {
      'LICENSE-MIT': 'MIT \r\ntext\r\n',
      'Notice.md': 'notice',
      'licensed.js': 'no',
      COPYING: 'c',
      'licence.txt': 'l',
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    mkdirSync(join(folder, 'src'));
    expect(workIn('', folder)).toEqual({
      name: '@a/b',
      version: '1.2.3',
      licence: 'none',
      texts: ['c', 'MIT\ntext', 'notice', 'l'],
    });
  });
});

describe('the bill of materials', () => {
  const text = sbom(found);
  const bom = JSON.parse(text);

  test('is CycloneDX 1.6 by its schema', () => {
    const schemas = 'node_modules/@cyclonedx/cyclonedx-library/res/schema';
    const ajv = new Ajv({ strict: false, validateFormats: false });
    for (const name of ['spdx', 'jsf-0.82', 'cryptography-defs'].map((one) => `${one}.SNAPSHOT.schema.json`))
      ajv.addSchema(JSON.parse(read(`${schemas}/${name}`)), `http://cyclonedx.org/schema/${name}`);
    const validate = ajv.compile(JSON.parse(read(`${schemas}/bom-1.6.SNAPSHOT.schema.json`)));
    expect(validate(bom), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({ ...bom, components: [{ name: 'no type' }] })).toBe(false);
  });

  test('is the same each time, and says no time', async () => {
    const again = await shipped();
    expect(sbom({ ...again, libraries: [...again.libraries].reverse() })).toBe(text);
    expect(text).not.toMatch(/\d{4}-\d\d-\d\dT|timestamp/);
  });

  test('tells of each library what the lock file knows, and of no other', () => {
    const told = bom.components.map(
      (one: { name: string; version: string; purl: string; hashes: { alg: string; content: string }[] }) => {
        const [hash] = one.hashes;
        expect(hash?.alg).toBe('SHA-512');
        expect(one.purl).toBe(`pkg:npm/${one.name}@${one.version}`);
        return [one.name, one.version, `sha512-${Buffer.from(hash?.content ?? '', 'hex').toString('base64')}`].join(' ');
      },
    );
    expect(told.sort()).toEqual(libraries.map(({ name, version, integrity }) => `${name} ${version} ${integrity}`).sort());
  });

  test('leads from the extension to every component', () => {
    const edges = new Map<string, readonly string[]>(
      bom.dependencies.map(({ ref, dependsOn = [] }: { ref: string; dependsOn?: string[] }) => [ref, dependsOn]),
    );
    const reached = new Set<string>([bom.metadata.component['bom-ref']]);
    for (const ref of reached) for (const next of edges.get(ref) ?? []) reached.add(next);
    for (const one of bom.components) expect(reached).toContain(one['bom-ref']);
  });
});

describe('the lock file', () => {
  /** Packages whose authors want something run when they are installed. */
  const SCRIPTS = [
    // Of vsce: puts a program for signing in its place, and builds what keeps a token of the marketplace. We sign and publish nothing with it.
    'node_modules/@vscode/vsce-sign',
    // Puts the binary npm chose for the platform into the place of a script that calls it.
    'node_modules/esbuild',
    'node_modules/keytar',
  ];

  test('names those who would run something; what is shipped is not among them', () => {
    const found = locked.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path);
    expect(found.sort()).toEqual(SCRIPTS);
    expect(libraries.filter(({ path }) => SCRIPTS.includes(path))).toEqual([]);
  });

  test('runs none of them, and nothing of ours, at an install', () => {
    expect(read('.npmrc').split('\n')).toContain('ignore-scripts=true');
    const { scripts } = JSON.parse(read('package.json')) as { readonly scripts: Readonly<Record<string, string>> };
    expect(Object.keys(scripts).filter((name) => /^(?:pre|post|install$|prepare$)/.test(name))).toEqual([]);
  });

  test('knows each package by its checksum; only binaries for other platforms may be without, where a registry has none', () => {
    const without = locked.filter(([, { integrity }]) => !/^sha512-[\w+/]{86}==$/.test(integrity ?? ''));
    expect(without.filter(([, { optional, os }]) => !(optional && os))).toEqual([]);
  });

  test('takes nothing from a folder or out of another package', () => {
    expect(locked.filter(([, { link, inBundle }]) => link || inBundle)).toEqual([]);
  });
});
