/** Semantic tokens: what each is, that a range and an edit give what the whole file does, and what clients with other legends are told. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { semanticTokens, tokenEdits } from '../../core/features/semantic-tokens.ts';
import { TOKEN_MODIFIERS, TOKEN_TYPES, TokenCodes } from '../../core/features/tokens/token.ts';
import { type KaijiFile, readFile } from '../../core/model/document.ts';
import { Package } from '../../core/package/package.ts';
import { Text } from '../../core/text/text.ts';
import { bundled } from '../support/catalogs.ts';
import { RandomAuthor, randomFile } from '../support/random-session.ts';
import { randomFrom } from '../support/random-yaml.ts';
import { decoded, shownTokens } from '../support/tokens.ts';
import { casesOf, matchGolden } from './cases.ts';

const codes = new TokenCodes({ tokenTypes: [...TOKEN_TYPES], tokenModifiers: [...TOKEN_MODIFIERS] });
/** What vscode-languageclient announces by itself. */
const standard = {
  tokenTypes: [
    ...['namespace', 'type', 'class', 'enum', 'interface', 'struct', 'typeParameter', 'parameter', 'variable', 'property'],
    ...['enumMember', 'event', 'function', 'method', 'macro', 'keyword', 'modifier', 'comment', 'string', 'number', 'regexp'],
    ...['operator', 'decorator'],
  ],
  tokenModifiers: ['declaration', 'definition', 'readonly', 'static', 'deprecated', 'abstract', 'async', 'modification'],
};
const wholeLines = ({ text }: KaijiFile, first: number, last: number) => ({
  start: { line: first, character: 0 },
  end: { line: last, character: text.lineText(last).length },
});

test('what has a token', async () => {
  let golden = '';
  for (const { name, whole, file } of await casesOf('semantic-tokens'))
    golden += `== ${name}\n${shownTokens(file.text, semanticTokens(whole, file, codes), codes.legend)}`;
  matchGolden('semantic-tokens', golden);
});

test('a range gives what the whole file has on its lines', async () => {
  for (const { name, whole, file } of await casesOf('semantic-tokens')) {
    const all = decoded(semanticTokens(whole, file, codes));
    for (let first = 0; first < file.text.lineCount; first++) {
      for (const last of [first, Math.min(first + 3, file.text.lineCount - 1)]) {
        const some = decoded(semanticTokens(whole, file, codes, wholeLines(file, first, last)));
        expect(some, `${name} ${first}–${last}`).toEqual(all.filter(({ line }) => line >= first && line <= last));
      }
    }
  }
});

describe('legends', () => {
  test('a client with standard types is told those in place of ours, and no modifier it does not know', async () => {
    const [one] = await casesOf('semantic-tokens');
    if (!one) throw new Error('a case is expected');
    const plain = new TokenCodes(standard);
    expect(plain.legend.tokenTypes).toEqual([
      ...['class', 'namespace', 'function', 'interface', 'variable', 'type', 'enumMember', 'property', 'macro'],
    ]);
    expect(plain.legend.tokenModifiers).toEqual(['declaration', 'deprecated']);
    const told = shownTokens(one.file.text, semanticTokens(one.whole, one.file, plain), plain.legend);
    // What names nothing is told as what it would be.
    expect(told).toContain('class:CL-254');
    expect(told).toContain('macro:【要確認】');
  });

  test('a type without a stand-in is left out, and the others keep their places', async () => {
    const [one] = await casesOf('semantic-tokens');
    if (!one) throw new Error('a case is expected');
    const few = new TokenCodes({ tokenTypes: ['keyword', 'variable'], tokenModifiers: [] });
    expect(few.legend).toEqual({ tokenTypes: ['variable', 'keyword'], tokenModifiers: [] });
    const [all, some] = [codes, few].map((by) => decoded(semanticTokens(one.whole, one.file, by)));
    const places = (tokens: typeof all) => tokens?.map(({ line, character, length }) => `${line}:${character}+${length}`);
    expect(some?.every(({ modifiers }) => modifiers === 0)).toBe(true);
    // A kind and a catalog have no stand-in among these.
    expect(all?.length).toBeGreaterThan(some?.length ?? 0);
    expect(places(all)).toEqual(expect.arrayContaining(places(some) ?? ['']));
  });
});

test('edits make the later tokens of the earlier, and say no more than differs', () => {
  const token = (n: number) => [n, 2, 3, 1, 0];
  const list = (...tokens: number[]) => tokens.flatMap(token);
  const cases: readonly (readonly [before: number[], after: number[], edits: unknown])[] = [
    [list(1, 2, 3), list(1, 2, 3), []],
    [[], list(1), [{ start: 0, deleteCount: 0, data: token(1) }]],
    [list(1), [], [{ start: 0, deleteCount: 5 }]],
    [list(1, 2, 3), list(1, 3), [{ start: 5, deleteCount: 5 }]],
    [list(1, 3), list(1, 2, 3), [{ start: 5, deleteCount: 0, data: token(2) }]],
    [list(1, 2, 3), list(1, 4, 3), [{ start: 5, deleteCount: 5, data: token(4) }]],
    [list(1, 1), list(1, 1, 1), [{ start: 10, deleteCount: 0, data: token(1) }]],
    [list(1, 1, 1), list(1, 1), [{ start: 10, deleteCount: 5 }]],
  ];
  for (const [before, after, edits] of cases) expect(tokenEdits(before, after)).toEqual(edits);
});

test('after any edits the tokens are those of the text read anew, and the edits lead to them', async () => {
  const { catalogs } = await bundled;
  const sheet = readFileSync(new URL('../../examples/clinic-cloud/checklist.kaiji.yaml', import.meta.url), 'utf8');
  const uri = 'file:///package/a.kaiji.yaml';
  for (let seed = 1; seed <= 40; seed++) {
    const random = randomFrom(seed);
    const author = new RandomAuthor(random);
    let file = readFile(uri, Text.of(seed % 2 ? sheet.slice(0, 4000) : randomFile(random)));
    let whole = Package.of('file:///package', [file], catalogs);
    let tokens = semanticTokens(whole, file, codes);
    for (let edit = 0; edit < 15; edit++) {
      file = readFile(uri, author.next(file.tree), undefined, file);
      whole = whole.with([file]);
      const now = semanticTokens(whole, file, codes);
      const anew = readFile(uri, Text.of(file.text.toString()));
      expect(now, `seed ${seed}, edit ${edit}`).toEqual(
        semanticTokens(Package.of('file:///package', [anew], catalogs), anew, codes),
      );
      const [{ start = 0, deleteCount = 0, data = [] } = {}] = tokenEdits(tokens, now);
      expect(tokens.toSpliced(start, deleteCount, ...data)).toEqual(now);
      tokens = now;
    }
  }
});
