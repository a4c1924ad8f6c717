/** The examples: the finished one has nothing to report, the half-finished one shows a newcomer every kind of finding. */
import { describe, expect, test } from 'vitest';
import { schemas } from '../core/model/schema.ts';
import { rules } from '../core/rules/registry.ts';
import { example } from './support/examples.ts';
import { findingsOf, openFixture, describe as told } from './support/fixture.ts';

const found = async (name: string) => (await findingsOf(example(name))).map(({ finding }) => finding);

/** Rules the half-finished example does not show, and why. */
const NOT_SHOWN: Readonly<Record<string, string>> = {
  'alias-limit': 'only a file made to exhaust the reader has it',
  'file-limit': 'only a file far beyond what anybody writes has it',
  'internal-error': 'a fault of ours, not of an author',
  'invalid-baseline': 'a half-finished example accepts nothing: its findings are what it shows',
};

describe('examples/finished-small', () => {
  test('has no finding', async () => {
    expect((await found('finished-small')).map((finding) => told(finding, ['ja']))).toEqual([]);
  });

  test('answers every control of its own catalog and covers every section the outline requires', async () => {
    const { packages } = await openFixture(example('finished-small'));
    const [whole] = packages;
    const controls = whole?.catalogs.of('reiji-selfcheck')?.data.controls ?? [];
    expect(controls).toHaveLength(9);
    const answered = controls.filter(
      ({ id }) => [...(whole?.lookup('answers', id) ?? []), ...(whole?.lookup('satisfies', id) ?? [])].length > 0,
    );
    expect(answered).toEqual(controls);
    const required = whole?.catalogs.of('sssd-outline')?.data.controls.filter(({ required: flag }) => flag !== 'O') ?? [];
    expect(required.length).toBeGreaterThan(50);
    expect(required.map(({ id }) => id).filter((id) => whole?.lookup('sections', id).length === 0)).toEqual([]);
  });
});

describe('examples/new-edition', () => {
  test('has no finding before it moves, and a mapping', async () => {
    expect((await found('new-edition')).map((finding) => told(finding, ['ja']))).toEqual([]);
    const { packages } = await openFixture(example('new-edition'));
    expect(packages[0]?.documents.map(({ kind }) => kind)).toContain('mapping');
  });
});

describe('examples/clinic-cloud', () => {
  test('shows every rule', async () => {
    const shown = new Set((await found('clinic-cloud')).map(({ rule }) => rule));
    const expected = rules.map(({ code }) => code).filter((code) => !Object.hasOwn(NOT_SHOWN, code));
    expect(expected.filter((code) => !shown.has(code))).toEqual([]);
  });

  test('is of one service and has a document of every kind an author writes', async () => {
    const { packages } = await openFixture(example('clinic-cloud'));
    expect(packages).toHaveLength(1);
    const kinds = new Set(packages[0]?.documents.map(({ kind }) => kind));
    // What ties two editions of a catalog is shown in new-edition.
    const others = new Set(['evidence-kinds', 'mapping']);
    for (const kind of Object.keys(schemas).filter((name) => !others.has(name))) expect(kinds, kind).toContain(kind);
  });

  test('keeps what breaks YAML in one file, so that the others stay readable', async () => {
    const slips = new Set([
      'yaml-syntax',
      'fullwidth-colon',
      'ideographic-indent',
      'duplicate-key',
      'swallowed-text',
      'unknown-key',
      'missing-key',
      'wrong-type',
    ]);
    const files = (await found('clinic-cloud'))
      .filter(({ rule }) => slips.has(rule))
      .map(({ file }) => file.uri.split('/').at(-1));
    expect([...new Set(files)]).toEqual(['broken.kaiji.yaml']);
  });
});
