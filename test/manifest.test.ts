import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { posix } from 'node:path';
import Ajv from 'ajv';
import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { hintNames } from '../core/features/inlay-hints.ts';
import { lensProducers } from '../core/features/lenses/list.ts';
import { schemas } from '../core/model/schema.ts';
import { missingFrom } from '../scripts/complete-lock.mjs';
import { vsix as packed } from '../scripts/vsix.mjs';

const root = new URL('../', import.meta.url);
const json = (path: string): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL(path, root), 'utf8')) as Record<string, unknown>;

interface SettingGroup {
  readonly title: string;
  readonly order: number;
  readonly properties: Readonly<Record<string, Setting>>;
}

interface Setting {
  readonly scope?: string;
  readonly order?: number;
  readonly default?: unknown;
  readonly description?: string;
  readonly markdownDescription?: string;
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
}

const manifest = json('package.json') as {
  readonly main: string;
  readonly icon: string;
  readonly contributes?: {
    readonly languages: readonly { readonly configuration: string }[];
    readonly grammars: readonly { readonly path: string }[];
    readonly yamlValidation: readonly { readonly url: string }[];
    readonly commands: readonly { readonly command: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string }[]>>;
    readonly configuration: readonly SettingGroup[];
  };
};
const { contributes } = manifest;
const groups = contributes?.configuration ?? [];
const settings = Object.assign({}, ...groups.map(({ properties }) => properties)) as Readonly<Record<string, Setting>>;

test('each inlay hint and code lens has the setting that switches it off, and none is left over', () => {
  const named = (section: string) =>
    Object.keys(settings).flatMap((key) => (key.startsWith(section) ? key.slice(section.length) : []));
  expect(named('kaiji.inlayHints.').sort()).toEqual([...hintNames].sort());
  expect(named('kaiji.codeLens.').sort()).toEqual(lensProducers.map(({ name }) => name).sort());
});

describe('settings', () => {
  test.each(Object.entries(settings))('%s says what it is and for whom, and has its place in its group', (_, setting) => {
    expect(setting.description ?? setting.markdownDescription).toMatch(/^%config\..+%$/);
    expect(setting.default).not.toBeUndefined();
    expect(setting.enumDescriptions?.length).toBe(setting.enum?.length);
    expect(setting.scope).toBe('resource');
  });

  test('are in groups, each with a title, each in its order', () => {
    expect(groups.map(({ order }) => order)).toEqual(groups.map((_, i) => i + 1));
    expect(new Set(groups.map(({ title }) => title)).size).toBe(groups.length);
    for (const { title, properties } of groups)
      expect(
        Object.values(properties).map(({ order }) => order),
        title,
      ).toEqual(Object.keys(properties).map((_, i) => i + 1));
  });
});

describe('contributions', () => {
  test('every file named is there', () => {
    const paths = [
      ...(contributes?.languages ?? []).map(({ configuration }) => configuration),
      ...(contributes?.grammars ?? []).map(({ path }) => path),
      ...(contributes?.yamlValidation ?? []).map(({ url }) => url),
    ];
    expect(paths.length).toBeGreaterThan(2);
    expect(paths.filter((path) => !existsSync(new URL(path, root)))).toEqual([]);
  });

  test('the icon is ours, a square PNG the marketplace takes, and small', () => {
    const png = readFileSync(new URL(manifest.icon, root));
    expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
    const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
    expect(width).toBe(height);
    expect(width).toBeGreaterThanOrEqual(128);
    expect(png.length).toBeLessThanOrEqual(6_000);
  });

  test('the icon of the activity bar takes the colour of the theme', () => {
    const svg = readFileSync(new URL('media/kaiji.svg', root), 'utf8');
    expect(svg).toContain('currentColor');
    expect(svg).not.toMatch(/#[0-9a-f]{3,8}\b|<script|href/i);
  });

  test('menus name contributed commands', () => {
    const commands = new Set((contributes?.commands ?? []).map(({ command }) => command));
    const named = Object.values(contributes?.menus ?? {}).flatMap((items) => items.map(({ command }) => command));
    expect(named.filter((command) => !commands.has(command))).toEqual([]);
  });
});

describe('schemas/kaiji.schema.json', () => {
  const ajv = new Ajv({ strict: false, unicodeRegExp: true });
  for (const file of readdirSync(new URL('schemas/', root)))
    if (file !== 'kaiji.schema.json') ajv.addSchema(json(`schemas/${file}`));
  const schema = json('schemas/kaiji.schema.json');
  const validate = ajv.compile(schema);

  test('dispatches on every kind', () => {
    const kinds = (
      schema.allOf as readonly { readonly if: { readonly properties: { readonly kaiji: { readonly const: string } } } }[]
    ).map((branch) => branch.if.properties.kaiji.const);
    expect(kinds.sort()).toEqual(
      Object.keys(schemas)
        .map((kind) => `${kind}/v1`)
        .sort(),
    );
  });

  test('judges a document by the schema of its own kind', () => {
    expect(validate({ kaiji: 'checklist/v1', catalog: 'medcloud-checklist', answers: [{ control: 'CL-1' }] })).toBe(true);
    expect(validate({ kaiji: 'checklist/v1' })).toBe(false);
    expect(validate({ kaiji: 'evidence/v1', catalog: 'medcloud-checklist' })).toBe(false);
    expect(validate({ kaiji: 'evidence/v1', evidence: [{ id: 'ev-a', title: '規程' }] })).toBe(true);
  });
});

test('the lock file names the tools of every platform, so that npm ci works on each', () => {
  expect(missingFrom(JSON.parse(readFileSync(new URL('package-lock.json', root), 'utf8')))).toEqual([]);
});

test('the lock file carries no download addresses', () => {
  expect(readFileSync(new URL('package-lock.json', root), 'utf8')).not.toContain('"resolved"');
});

/** kaiji.vsix as `npm run package` makes it of what is built. */
const packaged = () => Buffer.from(packed());

describe('kaiji.vsix', () => {
  const vsix = packaged();
  const shipped = Object.keys(unzipSync(vsix)).sort();

  test('holds these files and no others', () => {
    const golden = new URL('test/fixtures/shipped.txt', root);
    const text = `${shipped.join('\n')}\n`;
    if (process.env.UPDATE_GOLDEN) writeFileSync(golden, text);
    expect(text).toBe(readFileSync(golden, 'utf8'));
  });

  test('is 1.5 MB at most, and the same bytes from the same sources', () => {
    expect(vsix.length).toBeLessThanOrEqual(1_500_000);
    expect(packaged().equals(vsix)).toBe(true);
  });

  test('holds whatever its programs load', () => {
    const programs = shipped.filter((file) => file.endsWith('.js'));
    expect(programs.length).toBeGreaterThan(10);
    for (const program of programs) {
      const text = readFileSync(new URL(program.replace('extension/', ''), root), 'utf8');
      for (const [, part = ''] of text.matchAll(/\brequire\("(\.[^"]+)"\)/g))
        expect(shipped, program).toContain(posix.join(posix.dirname(program), part));
    }
  });
});
