/** The built server tells a preview what it shows: everything once, then what changed and nothing else. */
import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { PreviewAnswer, PreviewParams, PreviewPiece } from '../server/protocol/preview.ts';
import { example } from './support/examples.ts';
import { fullSheet } from './support/full-sheet.ts';
import type { Client } from './support/lsp.ts';
import { servedFolder } from './support/served-folder.ts';

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';
const served = servedFolder({
  ...Object.fromEntries(example('clinic-cloud')),
  'full/kaiji.yaml': 'kaiji: package/v1\n',
  'full/sheet.kaiji.yaml': fullSheet(),
  'pictured/kaiji.yaml': 'kaiji: package/v1\n',
  'pictured/disclosure.kaiji.yaml':
    'kaiji: disclosure/v1\nsections:\n  - section: org.structure\n    body: |\n      ![体制図](a.png)\n\n      ![ない図](none.png)\n',
});
const { uriOf } = served;
let client: Client;

const start = async () => {
  client = await served.start({ settings: { language: 'ja' } });
};

/** A preview as a page keeps it: the pieces it has, by number. */
function previewOf(name: string) {
  const pieces = new Map<number, PreviewPiece>();
  let last: PreviewAnswer | undefined;
  return {
    async ask(params: Pick<PreviewParams, 'uri'> & Partial<PreviewParams>): Promise<PreviewAnswer> {
      const answer = await client.connection.sendRequest<PreviewAnswer | null>('kaiji/preview', {
        preview: name,
        audience: 'customer',
        revision: last?.revision ?? 0,
        findings: true,
        ...params,
      } satisfies PreviewParams);
      if (!answer) throw new Error('nothing to show');
      for (const piece of answer.made) pieces.set(piece.piece, piece);
      last = answer;
      return answer;
    },
    /** What is shown now, each piece with its line. */
    shown: () =>
      (last?.order ?? []).map(([number, line]) => {
        const { piece: _number, ...rest } = pieces.get(number) ?? { piece: number, html: 'MISSING' };
        return { line, ...rest };
      }),
  };
}

/** The text of a file of the full sheet, and an edit of one of its answers. */
const SHEET = 'full/sheet.kaiji.yaml';
const edit = (text: string, from: string, to: string) => {
  const at = text.indexOf(from);
  const before = text.slice(0, at).split('\n');
  const start = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  return { range: { start, end: { ...start, character: start.character + from.length } }, text: to };
};
const change = (uri: string, version: number, ...contentChanges: readonly object[]) =>
  client.connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges });

test('a disclosure with its contents, its other forms, and findings at the elements they are about', async () => {
  await start();
  const preview = previewOf('a');
  const uri = uriOf('disclosure.kaiji.yaml');
  const { frame, revision } = await preview.ask({ uri });
  expect(revision).toBe(1);
  expect(frame).toMatchObject({
    title: '例示クラウドカルテ サービス仕様適合開示書',
    language: 'ja',
    home: uriOf('').replace(/\/$/, ''),
  });
  expect(frame?.forms[0]).toMatchObject({ name: 'disclosure', label: 'サービス仕様適合開示書', uri });
  expect(frame?.forms.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['checklist', 'risks', 'responsibility', 'assessment']),
  );
  expect(frame?.contents[0]).toMatchObject({ depth: 0, number: '1', text: '目的・位置付け' });
  const shown = preview.shown();
  for (const { id } of frame?.contents ?? []) expect(shown.filter(({ html }) => html.includes(` id="${id}"`))).toHaveLength(1);
  const found = shown.flatMap(({ findings = [], html }) => findings.map((finding) => ({ finding, html })));
  expect(found.length).toBeGreaterThan(10);
  // Every finding of the file is somewhere, and at an element that is there.
  const report = await client.connection.sendRequest<{ readonly items: readonly unknown[] }>('textDocument/diagnostic', {
    textDocument: { uri },
  });
  const own = shown.filter((piece) => piece.uri === uri).flatMap(({ findings = [] }) => findings);
  expect(own.length + (frame?.elsewhere.length ?? 0)).toBeGreaterThanOrEqual(report.items.length);
  for (const { finding, html } of found) if (finding.at > 0) expect(html).toContain(`data-line="${finding.at}"`);
});

test('what the cover prints leads to where it is written, and is marked there', async () => {
  await start();
  const uri = uriOf('disclosure.kaiji.yaml');
  const lines = [
    'kaiji: disclosure/v1',
    'title: 別のカルテ サービス仕様適合開示書',
    'version: "1.0"',
    'approvals:',
    '  - { step: 作成, by: ●●部 }',
    '  - { step: 承認, by: 社長 }',
    'revisions: [{ version: "1.0", part: 全体, summary: ●● }]',
    'sections: []',
  ];
  await client.open(uri, `${lines.join('\n')}\n`);
  const preview = previewOf('cover');
  const { frame } = await preview.ask({ uri });
  const [cover] = preview.shown();
  const at = (cover?.findings ?? []).map(({ code, at: line, uri: other }) => [code, line, other]);
  expect(at).toEqual(
    expect.arrayContaining([
      ['conflicting-facts', 1, undefined],
      ['placeholder-answer', 4, undefined],
      ['placeholder-answer', 6, undefined],
    ]),
  );
  expect(frame?.elsewhere.map(({ line }) => line)).not.toContain(4);
  for (const line of [1, 2, 4, 5, 6]) expect(cover?.html).toContain(`data-line="${line}"`);
  expect(cover?.html).toMatch(/<p class="subject" data-uri="[^"]*kaiji\.yaml" data-line="\d+">例示クラウドカルテ/);
});

test('a keystroke in a sheet of 253 rows sends its rows and nothing else; lines that move send no piece', async () => {
  await start();
  const uri = uriOf(SHEET);
  const text = fullSheet();
  await client.open(uri, text);
  const preview = previewOf('a');
  const first = await preview.ask({ uri });
  expect(first.made.length).toBe(first.order.length);
  expect(first.made.flatMap(({ html }) => html.match(/手順\d+-1/g) ?? [])).toHaveLength(253);

  await change(uri, 2, edit(text, '手順100-1を', '手順100-1番を'));
  const typed = await preview.ask({ uri });
  expect(typed.made).toHaveLength(1);
  expect(typed.made[0]?.html).toContain('手順100-1番を');
  expect(typed).not.toHaveProperty('frame');
  // Not more than a table of one category.
  expect(JSON.stringify(typed).length).toBeLessThan(JSON.stringify(first).length / 8);

  await change(uri, 3, { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: '# 一行\n' });
  const moved = await preview.ask({ uri });
  expect(moved.made).toEqual([]);
  expect(moved.order.map(([piece]) => piece)).toEqual(typed.order.map(([piece]) => piece));

  // What was sent piece by piece is what is sent at once.
  const anew = previewOf('b');
  await anew.ask({ uri });
  expect(preview.shown()).toEqual(anew.shown());
});

test('who missed an answer, or is forgotten, is sent everything', async () => {
  await start();
  const uri = uriOf('risks.kaiji.yaml');
  const preview = previewOf('a');
  const first = await preview.ask({ uri });
  expect((await preview.ask({ uri })).made).toEqual([]);
  const missed = await preview.ask({ uri, revision: first.revision });
  expect(missed.made).toHaveLength(first.made.length);
  expect(missed).toHaveProperty('frame');
  await client.connection.sendNotification('kaiji/preview/closed', { preview: 'a' });
  const forgotten = await preview.ask({ uri });
  expect(forgotten.made).toHaveLength(first.made.length);
});

test('another form and another audience are asked for by name; one that is gone is the first', async () => {
  await start();
  const uri = uriOf('checklist.kaiji.yaml');
  const preview = previewOf('a');
  const { frame } = await preview.ask({ uri });
  expect(frame?.form).toBe(`checklist ${uri}`);
  expect(preview.shown().some(({ html }) => html.includes('社内'))).toBe(false);
  const risks = frame?.forms.find(({ name }) => name === 'risks')?.id ?? '';
  expect((await preview.ask({ uri, form: risks })).frame).toMatchObject({ form: risks });
  expect((await preview.ask({ uri, form: 'risks file:///none' })).frame).toMatchObject({ form: `checklist ${uri}` });
});

test('pictures come once; what is no picture, or not there, is its words', async () => {
  await start();
  writeFileSync(served.pathOf('pictured/a.png'), Buffer.from(PNG, 'base64'));
  const uri = uriOf('pictured/disclosure.kaiji.yaml');
  const preview = previewOf('a');
  const first = await preview.ask({ uri });
  const address = `picture:${uriOf('pictured/a.png')}`;
  expect(first.pictures).toEqual({ [address]: `data:image/png;base64,${PNG}` });
  expect(preview.shown().filter(({ html }) => html.includes(`src="${address}"`))).toHaveLength(1);
  expect(preview.shown().some(({ html }) => html.includes('［図］ ない図'))).toBe(true);
  expect(await preview.ask({ uri })).not.toHaveProperty('pictures');
  // One that was not shown for a while comes again: who shows nothing of it may have forgotten it.
  const text = 'kaiji: disclosure/v1\nsections:\n  - section: org.structure\n    body: 図なし\n';
  await client.open(uri, text);
  expect(await preview.ask({ uri })).not.toHaveProperty('pictures');
  await change(uri, 2, edit(text, '図なし', "'![体制図](a.png)'"));
  expect((await preview.ask({ uri })).pictures).toEqual(first.pictures);
});

test('a picture too large for a message is its words, and says so', async () => {
  await start();
  const size = 8_000_000;
  writeFileSync(served.pathOf('pictured/a.png'), Buffer.alloc(size + 1));
  writeFileSync(served.pathOf('pictured/none.png'), Buffer.alloc(size));
  const uri = uriOf('pictured/disclosure.kaiji.yaml');
  const preview = previewOf('a');
  const { pictures } = await preview.ask({ uri });
  expect(Object.keys(pictures ?? {})).toEqual([`picture:${uriOf('pictured/none.png')}`]);
  const told = '［図］ 体制図（8MBを超えるため、プレビューには表示しません）';
  expect(preview.shown().some(({ html }) => html.includes(told))).toBe(true);
});

test('rows of several files in one table: a finding names its file where that is not the first', async () => {
  await start();
  const scenario = (id: string) =>
    `kaiji: risks/v1\nscenarios:\n  - scenario: "${id}"\n    treatment: なんとなく\n    by: 事業者\n`;
  served.write('annexed/kaiji.yaml', 'kaiji: package/v1\n');
  served.write('annexed/disclosure.kaiji.yaml', 'kaiji: disclosure/v1\nsections:\n  - section: annex.risk\n');
  served.write('annexed/risks-1.kaiji.yaml', scenario('1.1①'));
  served.write('annexed/risks-2.kaiji.yaml', `# 二つめ\n${scenario('1.1②')}`);
  const preview = previewOf('a');
  await preview.ask({ uri: uriOf('annexed/disclosure.kaiji.yaml') });
  const [table] = preview.shown().filter(({ html }) => html.includes('<table'));
  const [first, second] = ['annexed/risks-1.kaiji.yaml', 'annexed/risks-2.kaiji.yaml'].map(uriOf);
  expect(table).toMatchObject({ uri: first, line: 2 });
  expect(table?.html).toContain(`data-uri="${second}" data-line="3"`);
  const findings = table?.findings?.filter(({ code }) => code === 'treatment-term') ?? [];
  expect(findings.map(({ uri, line, at }) => ({ uri, line, at }))).toEqual([
    { uri: undefined, line: 1, at: 0 },
    { uri: second, line: 4, at: 3 },
  ]);
});

test('a package without forms has none; a file that is no document of ours has nothing', async () => {
  await start();
  served.write('empty/kaiji.yaml', 'kaiji: package/v1\n');
  const { frame, order } = await previewOf('a').ask({ uri: uriOf('empty/kaiji.yaml') });
  expect(frame).toMatchObject({ forms: [], form: '' });
  expect(order).toEqual([]);
  await expect(previewOf('b').ask({ uri: uriOf('none.txt') })).rejects.toThrow('nothing to show');
});
