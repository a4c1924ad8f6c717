/** Scaffolds (core/scaffold): each is a sound document, whole, and says where to write. */
import { expect, describe as group, test } from 'vitest';
import type { Language } from '../core/language.ts';
import { answerOf } from '../core/model/checklist.ts';
import { sectionsOf } from '../core/model/disclosure.ts';
import { entriesOf, readFile } from '../core/model/document.ts';
import { scenarioOf } from '../core/model/risks.ts';
import { problemsOf } from '../core/model/validate.ts';
import { type ScaffoldOptions, scaffold, scaffoldKinds } from '../core/scaffold/document.ts';
import { Text } from '../core/text/text.ts';
import { asMap } from '../core/yaml/tree.ts';
import { bundled } from './support/catalogs.ts';
import { applied, describe, findingsOf, pathOf } from './support/fixture.ts';

const { catalogs } = await bundled;
const read = (text: string) => readFile('file:///a.kaiji.yaml', Text.of(text));

group('scaffold', () => {
  for (const language of ['ja', 'en'] satisfies Language[]) {
    for (const kind of scaffoldKinds) {
      test(`${kind} in ${language} is sound`, async () => {
        for (const extra of [{}, { service: 'A: 「B」 #1', provider: 'Example, Inc.' }] satisfies Partial<ScaffoldOptions>[]) {
          const { path, text } = scaffold(kind, { catalogs, language, ...extra });
          const file = read(text);
          expect(file.tree.blocks.flatMap(({ errors }) => errors)).toEqual([]);
          const [document] = file.documents;
          expect(document?.kind).toBe(kind);
          for (const entry of document ? [document.header, ...document.entries] : []) expect(problemsOf(entry)).toEqual([]);
          const found = await findingsOf(
            new Map([
              ['kaiji.yaml', 'kaiji: package/v1\n'],
              [path, text],
            ]),
          );
          expect(found.filter(({ finding }) => finding.severity === 'error').map(({ finding }) => describe(finding))).toEqual([]);
        }
      });
    }
  }

  test('a disclosure has every required section, in order, with what it answers', () => {
    const [document] = read(scaffold('disclosure', { catalogs }).text).documents;
    const wanted = (catalogs.of('sssd-outline')?.data.controls ?? []).filter(({ required }) => required !== 'O');
    expect(
      document && sectionsOf(document).map(({ key, respondsTo }) => [key?.value, respondsTo.map(({ text }) => text)]),
    ).toEqual(wanted.map(({ id, answers }) => [id, answers]));
  });

  for (const id of ['medcloud-checklist', 'meti-processor', 'oq-measures']) {
    test(`a checklist of ${id} has every control, in order`, () => {
      const [document] = read(scaffold('checklist', { catalogs, catalog: id }).text).documents;
      const controls =
        document &&
        entriesOf(document, 'answers').map(({ node }) => {
          const map = asMap(node);
          return map && answerOf(map).control?.value;
        });
      expect(controls).toEqual(catalogs.of(id)?.data.controls.map((control) => control.id));
    });
  }

  test('a risk annex has every scenario, in order, and nothing to report but what is still to be written', async () => {
    const { path, text } = scaffold('risks', { catalogs });
    const [document] = read(text).documents;
    const scenarios =
      document &&
      entriesOf(document, 'scenarios').map(({ node }) => {
        const map = asMap(node);
        return map && scenarioOf(map).scenario?.value;
      });
    expect(scenarios).toEqual(catalogs.of('risk-scenarios')?.data.controls.map((control) => control.id));
    expect(scenarios).toHaveLength(86);
    const found = await findingsOf(
      new Map([
        ['kaiji.yaml', 'kaiji: package/v1\n'],
        [path, text],
      ]),
    );
    expect(new Set(found.map(({ finding }) => finding.rule))).toEqual(new Set(['placeholder-answer']));
  });

  test('a package of all scaffolds has no error', async () => {
    const files = new Map(scaffoldKinds.map((kind) => scaffold(kind, { catalogs })).map(({ path, text }) => [path, text]));
    const found = await findingsOf(files);
    expect(found.filter(({ finding }) => finding.severity === 'error').map(({ finding }) => describe(finding))).toEqual([]);
    for (const code of ['missing-section', 'empty-section', 'missing-control', 'missing-scenario', 'unknown-section'])
      expect(found.filter(({ finding }) => finding.rule === code)).toEqual([]);
  });

  test('"all missing sections" gives an empty disclosure every required section, and nothing to report but what is still to be written', async () => {
    for (const source of [
      'kaiji: disclosure/v1\n',
      'kaiji: disclosure/v1\r\nsections: []  # これから\r\n',
      'kaiji: disclosure/v1\nsections:',
    ]) {
      const files = new Map([
        ['kaiji.yaml', 'kaiji: package/v1\nservice: { name: 例 }\n'],
        ['a.kaiji.yaml', source],
      ]);
      const [first] = (await findingsOf(files)).filter(({ finding }) => finding.rule === 'missing-section');
      const [all] = first ? applied(first.finding, first.whole, files) : [];
      expect(all?.fix.preferred).toBe(true);
      const after = await findingsOf(all?.files ?? files);
      expect(new Set(after.map(({ finding }) => finding.rule))).toEqual(new Set(['placeholder-answer']));
      const [document] = read(all?.files.get('a.kaiji.yaml') ?? '').documents;
      const wanted = catalogs.of('sssd-outline')?.data.controls.filter(({ required }) => required !== 'O');
      expect(document && sectionsOf(document).map(({ key }) => key?.value)).toEqual(wanted?.map(({ id }) => id));
    }
  });

  test('an unknown catalog is refused', () => {
    expect(() => scaffold('checklist', { catalogs, catalog: 'nonesuch' })).toThrow(RangeError);
  });
});

test('a new risk assessment explains its scale, and has one scenario with nothing to report but its names', async () => {
  for (const language of ['ja', 'en'] satisfies Language[]) {
    const { path, text } = scaffold('assessment', { catalogs, language, service: '例示クラウド' });
    const found = await findingsOf(
      new Map([
        ['kaiji.yaml', 'kaiji: package/v1\nservice: { name: A, provider: B }\n'],
        [path, text],
      ]),
    );
    const here = found.flatMap(({ finding }) => (pathOf(finding.file.uri) === path ? [finding] : []));
    expect(here.map(({ rule }) => rule)).toEqual(Array(5).fill('placeholder-answer'));
    const axes = Object.values(catalogs.scales.of('oq-2021')?.data.axes ?? {});
    for (const level of axes.flatMap((axis) => axis.levels ?? []))
      expect(text).toContain(`#   ${level.level}: ${level[language]}`);
  }
});
