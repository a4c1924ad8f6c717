/** Names every object of JavaScript has already, written where documents, sheets and settings have names: they are names like any other. */
import { expect, test } from 'vitest';
import { diffMarkdown } from '../../convert/diff/markdown.ts';
import { pictureType } from '../../convert/export/pictures.ts';
import { levelOf } from '../../convert/import/risk-words.ts';
import { importOscal, OscalError } from '../../convert/oscal/read.ts';
import { checkPackage } from '../../core/check.ts';
import { diffPackages } from '../../core/diff/diff.ts';
import { readBaseline } from '../../core/package/baseline.ts';
import type { Package } from '../../core/package/package.ts';
import { bundled } from '../support/catalogs.ts';
import { exported, opened } from '../support/exported.ts';
import { OPTIONS } from '../support/fixture.ts';

const NAMES = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'] as const;

/** What is printed where a name led to what every object has. */
const LED_ASTRAY = /native code|\[object |function \w*\(|undefined/;

/** A package in which a name stands wherever an author may write one. */
const packageWith = (name: string): ReadonlyMap<string, string> =>
  new Map([
    [
      'kaiji.yaml',
      `kaiji: package/v1\nservice: { name: ${name}, version: ${name} }\nrules: { ${name}: off, missing-evidence: ${name} }\nguidelines:\n  - { id: ${name}, edition: ${name}, relation: ${name} }\nfacts: { ${name}: ${name} }\n${name}: ${name}\n`,
    ],
    [
      'catalog.kaiji.yaml',
      `kaiji: catalog/v1\nid: ${name}\nprefix: OWN\ntitle: ${name}\ncategories: { ${name}: ${name} }\ncontrols:\n  - { id: OWN-1, title: ${name}, category: [${name}], refs: [{ to: CL-94, relation: ${name} }] }\ntexts:\n  - { control: ${name}, summary: ${name} }\n`,
    ],
    [
      'own.kaiji.yaml',
      `kaiji: checklist/v1\ncatalog: ${name}\nanswers:\n  - control: OWN-1\n    status: ${name}\n    answer: ${name}\n    responsibility: ${name}\n    evidence: [${name}]\n    use: [${name}]\n    from: ${name}\n    ${name}: ${name}\n${name}:\n  - id: ${name}\n`,
    ],
    [
      'sheet.kaiji.yaml',
      `kaiji: checklist/v1\ncatalog: medcloud-checklist\nanswers:\n  - { control: CL-94, status: ${name}, same-as: ${name}, answer: '${name} [[${name}]] [[OWN-1]] ![図](a.${name})' }\n`,
    ],
    [
      'evidence.kaiji.yaml',
      `kaiji: evidence/v1\nevidence:\n  - { id: ${name}, title: ${name}, kind: ${name}, location: ${name} }\n`,
    ],
    [
      'disclosure.kaiji.yaml',
      `kaiji: disclosure/v1\noutline: ${name}\nsections:\n  ${name}: { title: ${name}, body: '[[OWN-1]] [[${name}]]' }\nparties:\n  - { id: ${name}, name: ${name} }\nroles:\n  - { id: ${name}, name: ${name} }\nterms:\n  - { term: ${name}, meaning: ${name} }\n`,
    ],
    ['risks.kaiji.yaml', `kaiji: risks/v1\nscenarios:\n  - { scenario: ${name}, treatment: ${name}, party: ${name} }\n`],
    [
      'assessment.kaiji.yaml',
      `kaiji: assessment/v1\nscale: ${name}\nassets:\n  - { id: ${name}, name: ${name}, confidentiality: ${name} }\nthreats:\n  - { id: ${name}, name: ${name}, level: ${name} }\n`,
    ],
    ['statements.kaiji.yaml', `kaiji: statements/v1\nstatements:\n  - { id: ${name}, title: ${name}, text: ${name} }\n`],
  ]);

const told = (whole: Package) =>
  [...checkPackage(whole, OPTIONS).values()]
    .flat()
    .flatMap(({ rule, message }) => (['ja', 'en'] as const).map((language) => `${rule}: ${message(language)}`));

test('T-14 a name that every object has is a name in findings, forms, comparisons and OSCAL', async () => {
  for (const name of NAMES) {
    const whole = await opened(packageWith(name));
    const said = told(whole);
    expect(
      said.filter((line) => line.startsWith('internal-error') || LED_ASTRAY.test(line)),
      name,
    ).toEqual([]);
    for (const [to, form] of [
      ['html', 'disclosure'],
      ['xlsx', 'checklist'],
      ['md', 'risks'],
      ['csv', 'evidence'],
    ] as const) {
      const text = new TextDecoder().decode(await exported(whole, to, form));
      expect(LED_ASTRAY.exec(text)?.[0], `${name} ${to} ${form}`).toBeUndefined();
    }
    for (const model of ['component-definition', 'catalog'] as const) {
      const text = new TextDecoder().decode(await exported(whole, 'oscal', 'checklist', { model }));
      expect(LED_ASTRAY.exec(text)?.[0], `${name} ${model}`).toBeUndefined();
      if (model === 'catalog') expect(text).toContain('"rel": "related"');
    }
    const version = (files: ReadonlyMap<string, string>) =>
      opened(files).then((one) => ({ whole: one, uris: new Set(one.files.keys()) }));
    const before = [...packageWith(name)].map(([path, text]) => [path, text.replaceAll(`: ${name}\n`, ': 以前\n')] as const);
    const diff = diffPackages(await version(new Map(before)), await version(packageWith(name)));
    const page = diffMarkdown(diff, { language: 'en', old: 'a', now: 'b', pathOf: (uri) => uri });
    expect(LED_ASTRAY.exec(page)?.[0], `${name} diff`).toBeUndefined();
  }
});

test('T-15 keys of a baseline, of OSCAL and of sheets change no object', async () => {
  const { catalogs } = await bundled;
  for (const name of NAMES) {
    const json = `{ "${name}": { "polluted": true, "toString": "x" } }`;
    expect(() => importOscal(json, { catalogs, language: 'ja', source: 'a.json' } as never)).toThrow(OscalError);
    const [accepted] = readBaseline(
      `[{ "path": "${name}", "rule": "${name}", "reason": "r", "${name}": { "polluted": 1 } }]`,
      'file:///p/b.json',
    ).accepted;
    expect(accepted).toEqual({ uri: `file:///p/${encodeURIComponent(name)}`, rule: name, reason: 'r' });
    expect(pictureType(`file:///p/a.${name}`)).toBeUndefined();
    expect(levelOf(name)).toBeUndefined();
  }
  expect('polluted' in {}).toBe(false);
  expect(Object.keys(Object.prototype)).toEqual([]);
});
