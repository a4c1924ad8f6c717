/** Renaming and moving files: what is said otherwise, that it leads to the same file, and that the way back leads to the same bytes. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fileMoveEdits } from '../../core/features/file-moves.ts';
import { evidenceFiles } from '../../core/package/location.ts';
import { concernedBy, type Move, Moves } from '../../core/package/moves.ts';
import { canonicalUri } from '../../core/package/uri.ts';
import { Workspace } from '../../core/package/workspace.ts';
import { Text } from '../../core/text/text.ts';
import { bundled } from '../support/catalogs.ts';
import { MemoryIo } from '../support/memory-io.ts';
import { matchGolden } from './cases.ts';

const ROOT = 'file:///work';
/** As a program writes the URI of a path, every letter that may mean something encoded. */
const uriOf = (path: string) => canonicalUri(`${ROOT}/${path.split('/').map(encodeURIComponent).join('/')}`);
const pathOf = (uri: string) => decodeURIComponent(uri.slice(ROOT.length + 1));

type Files = ReadonlyMap<string, string>;

const [head = '', ...rest] = readFileSync(new URL('../fixtures/features/file-moves.fixture', import.meta.url), 'utf8').split(
  /^== (.+) ==\n/m,
);
const parts = head.split(/^-- (.+) --\n/m);
const files: Files = new Map(
  Array.from({ length: (parts.length - 1) / 2 }, (_, i) => {
    const [path = '', crlf] = (parts[2 * i + 1] as string).split(' | ');
    return [uriOf(path), (parts[2 * i + 2] as string).replaceAll('\n', crlf ? '\r\n' : '\n')];
  }),
);
const cases = Array.from({ length: rest.length / 2 }, (_, i) => {
  const lines = (rest[2 * i + 1] as string).trim().split('\n');
  const moves = lines.map((line): Move => {
    const [from = '', to = ''] = line.split(' -> ');
    return { oldUri: uriOf(from), newUri: uriOf(to) };
  });
  return { name: rest[2 * i] as string, moves };
});

const workspaceOf = async (now: Files) => new Workspace(new MemoryIo(new Map(now)), (await bundled).catalogs);

/** The files with the edits a move asks for, still where they are. */
async function edited(now: Files, moves: Moves): Promise<Files> {
  const { packages, homeAfter } = await concernedBy(moves, await workspaceOf(now), [ROOT]);
  const after = new Map(now);
  for (const whole of packages)
    for (const { uri, splices } of fileMoveEdits(whole, moves, homeAfter))
      after.set(
        uri,
        Text.of(now.get(uri) as string)
          .spliceAll([...splices].sort((a, b) => a.start - b.start))
          .toString(),
      );
  return after;
}

const carriedOut = (now: Files, moves: Moves): Files => new Map([...now].map(([uri, text]) => [moves.after(uri), text]));
const back = (moves: readonly Move[]) => new Moves(moves.map(({ oldUri, newUri }) => ({ oldUri: newUri, newUri: oldUri })));

/** No move adds a line or takes one away. */
function changedLines(before: string, after: string): string {
  const [old, now] = [before, after].map((text) => text.replaceAll('\r', '␍').split('\n')) as [string[], string[]];
  expect(now).toHaveLength(old.length);
  return now.map((line, i) => (line === old[i] ? '' : `    - ${old[i]}\n    + ${line}\n`)).join('');
}

/** The files that registers locate in their package, with who does. */
async function located(now: Files): Promise<readonly string[]> {
  const packages = await (await workspaceOf(now)).packagesIn(ROOT);
  return packages.flatMap((whole) =>
    whole.files.has(whole.uri) ? [] : [...whole.files.values()].flatMap((file) => evidenceFiles(file, whole.uri)),
  );
}

test('what is said otherwise is as reviewed', async () => {
  let golden = '';
  for (const { name, moves } of cases) {
    const after = await edited(files, new Moves(moves));
    golden += `== ${name} ==\n`;
    for (const [uri, text] of after)
      if (text !== files.get(uri)) golden += `  ${pathOf(uri)}\n${changedLines(files.get(uri) as string, text)}`;
  }
  matchGolden('file-moves', golden);
});

describe('there and back', () => {
  // Where there is no package paths begin nowhere; quotes that a name needed stay.
  const oneWay = /out of every package|renamed to something else|misread/;
  test.each(cases.filter(({ name }) => !oneWay.test(name)))('$name', async ({ moves }) => {
    const there = new Moves(moves);
    const then = carriedOut(await edited(files, there), there);
    const again = carriedOut(await edited(then, back(moves)), back(moves));
    // What led a long way round is written straight; a dot in front comes and goes with the need for it.
    const straight = (text: string | undefined) =>
      text?.replace('evidence/../evidence', 'evidence').replace(/(?<!\.)\.[/\\]/g, '');
    for (const [uri, text] of files) expect(straight(again.get(uri)), pathOf(uri)).toBe(straight(text));
  });
});

test.each(cases.filter(({ name }) => /renamed|percent|down|several/.test(name) && !/something else/.test(name)))(
  '$name: no register loses a file',
  async ({ moves }) => {
    const there = new Moves(moves);
    const before = (await located(files)).map((uri) => there.after(uri));
    const after = await located(carriedOut(await edited(files, there), there));
    expect([...after].sort()).toEqual([...before].sort());
  },
);

test('a name is the same with the marks of its kana put together or taken apart', () => {
  const moves = new Moves([{ oldUri: uriOf('ガイド'.normalize('NFD')), newUri: uriOf('指針') }]);
  expect(moves.after(uriOf('ガイド/規程ガ.pdf'))).toBe(uriOf('指針/規程ガ.pdf'));
  expect(moves.after(uriOf('ガイド集'))).toBe(uriOf('ガイド集'));
});
