/** What counts of a package that another one extends, and that an edit there is seen wherever it counts. */
import { describe, expect, test } from 'vitest';
import { type Check, check } from '../core/check.ts';
import { Text } from '../core/text/text.ts';
import { OPTIONS, openFixture, ROOT } from './support/fixture.ts';

const uriOf = (path: string) => `${ROOT}/${path}`;

async function open(files: Readonly<Record<string, string>>) {
  const { workspace } = await openFixture(new Map(Object.entries(files)));
  return {
    workspace,
    service: () => workspace.packageOf(uriOf('service/kaiji.yaml')),
    edit: (path: string, text: string) => workspace.setOpen(uriOf(path), Text.of(text)),
  };
}

/** `FILE CODE` of the findings of a check by some rules. */
function told({ findings }: Check, ...codes: readonly string[]): readonly string[] {
  return [...findings.values()].flatMap((found) =>
    found
      .filter(({ rule }) => codes.includes(rule))
      .map(({ rule, file, control }) => `${file.uri.slice(ROOT.length + 1)} ${rule}${control ? ` ${control}` : ''}`),
  );
}

const sheet = (answer: string) => `kaiji: checklist/v1\ncatalog: medcloud-checklist\nanswers:\n  - ${answer}\n`;
const register = (id: string) => `kaiji: evidence/v1\nevidence:\n  - { id: ${id}, title: 規程 }\n`;

describe('a package that is extended', () => {
  test('gives its evidence and statements, not its answers', async () => {
    const { service } = await open({
      'common/kaiji.yaml': 'kaiji: package/v1\n',
      'common/register.kaiji.yaml': register('ev-a'),
      'common/statements.kaiji.yaml': 'kaiji: statements/v1\nstatements:\n  - { id: st-a, text: 共通, satisfies: [CL-2] }\n',
      'common/sheet.kaiji.yaml': sheet('{ control: CL-3, answer: 別のサービスの回答です。 }'),
      'service/kaiji.yaml': 'kaiji: package/v1\nextends: ../common\n',
      'service/sheet.kaiji.yaml': sheet('{ control: CL-1, same-as: CL-3, use: [st-a], evidence: [ev-a] }'),
    });
    const first = check(await service(), OPTIONS);
    expect(told(first, 'broken-same-as', 'unknown-evidence', 'unknown-reference')).toEqual([
      'service/sheet.kaiji.yaml broken-same-as CL-1',
    ]);
    const missing = [...first.findings.values()]
      .flat()
      .flatMap(({ rule, controls }) => (rule === 'missing-control' ? controls : []));
    expect(missing).toContain('CL-3');
    expect(missing).not.toContain('CL-2');
  });

  test('is seen in its newest version, also where a platform extends it too', async () => {
    const { service, edit } = await open({
      'common/kaiji.yaml': 'kaiji: package/v1\n',
      'common/register.kaiji.yaml': register('ev-a'),
      'cloud/kaiji.yaml': 'kaiji: package/v1\nextends: ../common\n',
      'service/kaiji.yaml': 'kaiji: package/v1\nextends: ../common\ninherits: [../cloud]\n',
      'service/sheet.kaiji.yaml': sheet('{ control: CL-1, answer: 回答, evidence: [ev-a] }'),
    });
    const first = check(await service(), OPTIONS);
    expect(told(first, 'unknown-evidence')).toEqual([]);
    edit('common/register.kaiji.yaml', register('ev-b'));
    expect(told(check(await service(), OPTIONS, first), 'unknown-evidence')).toEqual([
      'service/sheet.kaiji.yaml unknown-evidence',
    ]);
  });

  test('is read anew where its own catalogs change', async () => {
    const catalog = (id: string) => `kaiji: catalog/v1\nid: own\nprefix: OWN\ncontrols:\n  - { id: OWN-${id}, title: 項目 }\n`;
    const { service, edit } = await open({
      'common/kaiji.yaml': 'kaiji: package/v1\n',
      'common/own.kaiji.yaml': catalog('2'),
      'common/statements.kaiji.yaml': 'kaiji: statements/v1\nstatements:\n  - { id: st-a, text: 共通, satisfies: [own 1] }\n',
      'service/kaiji.yaml': 'kaiji: package/v1\nextends: ../common\n',
      'service/own.kaiji.yaml': catalog('1'),
      'service/sheet.kaiji.yaml': 'kaiji: checklist/v1\ncatalog: own\nanswers:\n  - { control: OWN-1 }\n',
    });
    const first = check(await service(), OPTIONS);
    expect(told(first, 'missing-answer')).toEqual(['service/sheet.kaiji.yaml missing-answer OWN-1']);
    edit('common/own.kaiji.yaml', catalog('1'));
    expect(told(check(await service(), OPTIONS, first), 'missing-answer')).toEqual([]);
  });
});
