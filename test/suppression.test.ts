/** What a `# kaiji-disable…` comment covers, by the text it covers. */
import { describe, expect, test } from 'vitest';
import { checkPackage } from '../core/check.ts';
import { readFile } from '../core/model/document.ts';
import { type Suppression, suppressionsIn } from '../core/suppression.ts';
import { Text } from '../core/text/text.ts';
import { OPTIONS, openFixture } from './support/fixture.ts';
import { stopwatch } from './support/processor-time.ts';

function suppressions(source: string): readonly Suppression[] {
  return suppressionsIn(readFile('file:///a.kaiji.yaml', Text.of(source)));
}

/** The lines on which something could be silenced, without the comments themselves. */
function covered(source: string): readonly string[] {
  const [only] = suppressions(source);
  if (!only) return ['no suppression'];
  const lines: string[] = [];
  let at = 0;
  for (const line of source.split('\n')) {
    const text = at + line.search(/\S/);
    if (/^\s*[^\s#-]|^\s*- /.test(line) && text >= only.from && text < only.to) lines.push(line.trim());
    at += line.length + 1;
  }
  return lines;
}

const HEAD = 'kaiji: checklist/v1\ncatalog: medcloud-checklist\n';
const ONE = '  - control: CL-1\n    status: 対象外\n';
const TWO = '  - control: CL-2\n    status: 対象外\n';

describe('the form', () => {
  const form = (comment: string) => {
    const [{ codes, reason } = { codes: ['none'], reason: '' }] = suppressions(`${HEAD}${comment}\n`);
    return [codes.join(' '), reason];
  };
  test.each([
    ['# kaiji-disable a-b -- 理由', 'a-b', '理由'],
    ['#kaiji-disable-line a-b b-c--理由 -- 続き', 'a-b b-c', '理由 -- 続き'],
    ['# kaiji-disable-next-line a-b,b-c、c-d，d-e', 'a-b b-c c-d d-e', ''],
    ['# kaiji-disable-next-line a-b ， b-c --', 'a-b b-c', ''],
    ['# kaiji-disable', '', ''],
    ['# kaiji-disable -- 理由だけ', '', '理由だけ'],
    ['# kaiji-disabled a-b', 'none', ''],
    ['# see kaiji-disable a-b', 'none', ''],
  ])('%s', (comment, codes, reason) => {
    expect(form(comment)).toEqual([codes, reason]);
  });

  test('a long comment costs no more than its length', () => {
    const spent = stopwatch();
    expect(form(`# kaiji-disable a${'\t'.repeat(100_000)}n`)).toEqual(['a n', '']);
    expect(spent()).toBeLessThan(2000);
  });

  test('text of a block scalar is no comment', () => {
    expect(suppressions(`${HEAD}answers:\n  - control: CL-1\n    answer: |\n      # kaiji-disable a-b -- 本文\n`)).toEqual([]);
  });
});

describe('a line', () => {
  test('-next-line covers the line below', () => {
    expect(covered(`${HEAD}answers:\n  # kaiji-disable-next-line x\n${ONE}`)).toEqual(['- control: CL-1']);
  });
  test('-line covers its own', () => {
    expect(covered(`${HEAD}answers:\n  - control: CL-1 # kaiji-disable-line x\n    status: 対象外\n`)).toEqual([
      '- control: CL-1 # kaiji-disable-line x',
    ]);
  });
});

describe('an entry', () => {
  const entry = ['- control: CL-2', 'status: 対象外'];
  test('a comment in it covers the rest of it', () => {
    const source = `${HEAD}answers:\n  - control: CL-1\n    # kaiji-disable x\n    status: 対象外\n    note: ●\n${TWO}`;
    expect(covered(source)).toEqual(['status: 対象外', 'note: ●']);
  });
  test.each([
    ['above it', `${ONE}  # kaiji-disable x\n${TWO}  - control: CL-3\n`],
    ['above the first', `  # kaiji-disable x\n${TWO}  - control: CL-3\n`],
    ['above it, with a blank line between', `${ONE}\n  # kaiji-disable x\n\n${TWO}`],
    ['above it, left of the dash', `${ONE}# kaiji-disable x\n${TWO}  - control: CL-3\n`],
    [
      'above it, dashes at the left edge',
      '- control: CL-1\n# kaiji-disable x\n- control: CL-2\n  status: 対象外\n- control: CL-3\n',
    ],
    ['above the first, dashes at the left edge', '# kaiji-disable x\n- control: CL-2\n  status: 対象外\n- control: CL-3\n'],
    ['above the first, deeper than the dash', `    # kaiji-disable x\n${TWO}  - control: CL-3\n`],
    [
      'above it, its dash on a line of its own',
      '  - control: CL-1\n  # kaiji-disable x\n  -\n    control: CL-2\n    status: 対象外\n',
    ],
  ])('%s', (_, entries) => {
    const found = covered(`${HEAD}answers:\n${entries}`);
    expect(found.map((line) => line.replace(/^control/, '- control'))).toEqual(entry);
  });
  test('behind its dash', () => {
    expect(
      covered(`${HEAD}answers:\n${ONE}  - # kaiji-disable x\n    control: CL-2\n    status: 対象外\n  - control: CL-3\n`),
    ).toEqual(['control: CL-2', 'status: 対象外']);
  });
  test('in a flow sequence', () => {
    expect(
      covered(`${HEAD}answers: [\n  { control: CL-1 },\n  # kaiji-disable x\n  { control: CL-2 },\n  { control: CL-3 }\n]\n`),
    ).toEqual(['{ control: CL-2 },']);
  });
  test.each([
    ['on its last line', '  - control: CL-1 # kaiji-disable x\n'],
    ['indented with it, at its end', `${ONE}    # kaiji-disable x\n`],
  ])('%s covers nothing of the next', (_, first) => {
    expect(covered(`${HEAD}answers:\n${first}${TWO}`)).toEqual([]);
  });
  test('at the dash, behind the last entry, covers nothing', () => {
    expect(covered(`${HEAD}answers:\n${ONE}  # kaiji-disable x\nevidence:\n  - id: ev-a\n`)).toEqual([]);
  });
});

describe('a document', () => {
  const all = ['kaiji: checklist/v1', 'catalog: medcloud-checklist', 'answers:', '- control: CL-1', 'status: 対象外'];
  test('above its first key: all of it', () => {
    expect(covered(`# kaiji-disable x\n${HEAD}answers:\n${ONE}`)).toEqual(all);
  });
  test('between its keys: the rest of it', () => {
    expect(covered(`${HEAD}# kaiji-disable x\nanswers:\n${ONE}`)).toEqual(all.slice(2));
    expect(covered(`${HEAD}answers:\n${ONE}# kaiji-disable x\nevidence:\n  - id: ev-a\n`)).toEqual(['evidence:', '- id: ev-a']);
    expect(covered(`${HEAD}answers: # kaiji-disable x\n${ONE}`)).toEqual(all.slice(3));
  });
  test('never the next document, nor the one before', () => {
    const other = `---\n${HEAD.replace('medcloud-checklist', 'meti-processor')}answers:\n${TWO}`;
    expect(covered(`# kaiji-disable x\n${HEAD}answers:\n${ONE}${other}`)).toEqual(all);
    expect(covered(`${HEAD}answers:\n${ONE}---\n# kaiji-disable x\n${HEAD}answers:\n${ONE}`)).toEqual(all);
  });
  test('of a kind unknown', () => {
    expect(covered('# kaiji-disable x\nanswers:\n  - control: CL-1\n')).toEqual(['answers:', '- control: CL-1']);
  });
});

test('an entry silenced from above; the others are reported', async () => {
  const source = `${HEAD}answers:\n  # kaiji-disable missing-reason -- 別紙に示す\n${ONE}${TWO}`;
  const { packages } = await openFixture(new Map([['a.kaiji.yaml', source]]));
  const found = packages.flatMap((whole) => [...checkPackage(whole, OPTIONS).values()].flat());
  expect(found.filter(({ rule }) => rule === 'missing-reason').map(({ control }) => control)).toEqual(['CL-2']);
  expect(found.filter(({ rule }) => rule === 'unused-suppression')).toEqual([]);
});

test('severities of the editor that are none count as not set', async () => {
  const { packages } = await openFixture(new Map([['a.kaiji.yaml', `${HEAD}answers:\n${ONE}`]]));
  const severity = (level: unknown) =>
    packages
      .flatMap((whole) => [...checkPackage(whole, { ...OPTIONS, editor: { 'missing-reason': level as 'off' } }).values()].flat())
      .find(({ rule }) => rule === 'missing-reason')?.severity;
  expect(severity('hint')).toBe('hint');
  for (const level of ['warn', 1, null, true]) expect(severity(level)).toBe(severity(undefined));
});
