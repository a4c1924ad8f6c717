/** The TextMate grammar: every token of a sample against its golden scopes, and what the editor counts as one word. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import oniguruma from 'vscode-oniguruma';
import textmate, { type IGrammar } from 'vscode-textmate';
import common from '../schemas/common.schema.json' with { type: 'json' };
import { stopwatch } from './support/processor-time.ts';

const root = new URL('../', import.meta.url);
const folder = new URL('fixtures/grammar/', import.meta.url);
const update = process.env.UPDATE_GOLDEN === '1';

async function loadGrammar(): Promise<IGrammar> {
  const wasm = readFileSync(createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm'));
  await oniguruma.loadWASM(wasm);
  const path = 'syntaxes/kaiji.tmLanguage.json';
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (sources) => new oniguruma.OnigScanner(sources),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async () => textmate.parseRawGrammar(readFileSync(new URL(path, root), 'utf8'), path),
  });
  const grammar = await registry.loadGrammar('source.kaiji');
  if (!grammar) throw new Error('the grammar does not load');
  return grammar;
}

const grammar = loadGrammar();

interface Token {
  readonly line: string;
  readonly text: string;
  /** Without the grammar's own name and the suffix every scope has. */
  readonly scopes: readonly string[];
}

async function tokensOf(text: string): Promise<readonly Token[]> {
  const { tokenizeLine } = await grammar.then((loaded) => ({ tokenizeLine: loaded.tokenizeLine.bind(loaded) }));
  const tokens: Token[] = [];
  let stack = textmate.INITIAL;
  for (const line of text.split('\n')) {
    const result = tokenizeLine(line, stack);
    for (const { startIndex, endIndex, scopes } of result.tokens) {
      const shown = scopes.filter((scope) => scope !== 'source.kaiji').map((scope) => scope.replace(/\.kaiji$/, ''));
      tokens.push({ line, text: line.slice(startIndex, endIndex), scopes: shown });
    }
    stack = result.ruleStack;
  }
  return tokens;
}

async function scopesOf(text: string, part: string): Promise<readonly string[]> {
  return (await tokensOf(text)).find((token) => token.text === part)?.scopes ?? [];
}

describe('grammar', () => {
  test('the sample has its golden scopes', async () => {
    const source = readFileSync(new URL('sample.kaiji.yaml', folder), 'utf8');
    let golden = '';
    let line: string | undefined;
    for (const token of await tokensOf(source)) {
      if (token.line !== line) golden += `${token.line}\n`;
      line = token.line;
      const told = token.text.trim() !== '' || token.scopes.some((scope) => scope.startsWith('invalid'));
      if (told) golden += `    ${token.text.replaceAll('\t', '⇥')} → ${token.scopes.join(' ') || '(none)'}\n`;
    }
    const file = new URL('sample.golden', folder);
    if (update) writeFileSync(file, golden);
    expect(existsSync(file), 'no golden file: run UPDATE_GOLDEN=1 npx vitest run test/grammar.test.ts and review it').toBe(true);
    expect(golden).toBe(readFileSync(file, 'utf8'));
  });

  test.each([
    'CL-94',
    'CL-22(3)',
    'METI-2.6.14(1)',
    'METI-2.5.2(1)-3',
    'RS-1.1①',
    'OQ-T02',
    'MIC-3.2.3(2)(ア)3②',
    'ＣＬ－９４',
    'cl94',
    'cl 94',
    'RS-3.19⑴',
    'EX-7',
  ])('%s is a control ID as a value, in a flow list, quoted and in a reference', async (id) => {
    for (const text of [`- control: ${id}`, `same-as: [CL-1, ${id}]`, `control: "${id}"`, `answer: 詳細は [[${id}]] を参照`]) {
      expect(await scopesOf(text, id), text).toContain('constant.other.control-id');
    }
  });

  test.each([
    ['status', 'status'],
    ['responsibility', 'responsibility'],
    ['result', 'result'],
    ['confidentiality', 'confidentiality'],
    ['role', 'partyRole'],
  ])('%s: every term of the schema is a constant', async (key, name) => {
    const terms = (common.$defs as Readonly<Record<string, { readonly enum?: readonly string[] }>>)[name]?.enum ?? [];
    expect(terms.length).toBeGreaterThan(5);
    for (const term of terms) expect(await scopesOf(`${key}: ${term}`, term), term).toEqual(['constant.language.term']);
  });

  test.each(['低減', '回避', '移転', '保有', 'reduce', 'avoid', 'transfer', 'retain'])(
    'treatment: %s is a constant',
    async (term) => {
      expect(await scopesOf(`treatment: ${term}`, term)).toEqual(['constant.language.term']);
      expect(await scopesOf(`- { scenario: RS-2.2, treatment: ${term} }`, term)).toContain('constant.language.term');
    },
  );

  test('an own scenario is named as an own section is', async () => {
    expect(await scopesOf('- scenario: x.generative-ai', 'x.generative-ai')).toEqual(
      await scopesOf('- section: x.local', 'x.local'),
    );
    expect(await scopesOf('- scenario: RS-2.3①', 'RS-2.3①')).toEqual(['constant.other.control-id']);
  });

  test.each(['CL-94の回答です', '対応済の項目', 'org.policy'])('%s in prose is prose', async (text) => {
    expect(await scopesOf(`answer: ${text}`, text)).toEqual(['string.unquoted.plain']);
  });

  test('a block scalar ends where its key ends, with and without content', async () => {
    for (const head of [
      '- answer: |\n    本文\n  status: partial',
      '- answer: |\n  status: partial',
      'answer: |\nstatus: partial',
    ]) {
      expect(await scopesOf(head, 'partial'), head).toEqual(['constant.language.term']);
    }
    expect(await scopesOf('answer: |\n  status: partial\n', 'status: partial')).toEqual(['string.unquoted.block']);
  });

  test('a flow value or quote left open ends at the next line without indentation', async () => {
    for (const open of ['evidence: [ev-a', 'party: { id: x', 'title: "開いたまま', "title: '開いたまま"]) {
      expect(await scopesOf(`${open}\nstatus: partial`, 'partial'), open).toEqual(['constant.language.term']);
    }
  });

  test('full-width colons and spaces are marked where they break YAML only', async () => {
    expect(await scopesOf('answer：台帳', '：')).toEqual(['invalid.illegal.fullwidth-colon']);
    expect(await scopesOf('answer: 宛先：台帳', '宛先：台帳')).toEqual(['string.unquoted.plain']);
    expect(await scopesOf('answer: |\n  宛先：台帳', '宛先：台帳')).toEqual(['string.unquoted.block']);
    expect(await scopesOf('\u3000answer: x', '\u3000')).toEqual(['invalid.illegal.ideographic-space']);
  });
});

describe('language configuration', () => {
  const configuration = JSON.parse(readFileSync(new URL('syntaxes/language-configuration.json', root), 'utf8')) as {
    readonly wordPattern: string;
    readonly onEnterRules: readonly {
      readonly beforeText: string;
      readonly action: { readonly indent: string; readonly appendText?: string };
    }[];
  };

  test.each([
    'CL-94',
    'METI-2.6.14(1)',
    'METI-2.5.2(1)-3',
    'RS-1.1①',
    'ev-isms-cert',
    'org.policy',
    '(1)',
    '（１）',
    'ＣＬ－９',
    'missing-evidence',
    '2026-04-01',
  ])('%s is one word', (word) => {
    const words = `answer: ${word}、次`.match(new RegExp(configuration.wordPattern, 'g'));
    expect(words).toContain(word);
  });

  test('prose falls into words, and nothing matches emptily or slowly', () => {
    const pattern = new RegExp(configuration.wordPattern, 'g');
    expect('作業者ごとに一意のIDを発行し、'.match(pattern)).toEqual(['作業者', 'ごとに', '一意', 'の', 'ID', 'を', '発行', 'し']);
    expect(new RegExp(`^(?:${configuration.wordPattern})`).test('、')).toBe(false);
    const spent = stopwatch();
    `${'a-'.repeat(20_000)}!`.match(pattern);
    expect(spent()).toBeLessThan(500);
  });

  test.each([
    ['  - control: CL-94', '  '],
    ['  - answer: |', '    '],
    ['  - plan:', '    '],
    ['    - ev-isms-cert', '- '],
    ['answers:', undefined],
  ])('Enter after %j', (line, appended) => {
    expect(configuration.onEnterRules.find((rule) => new RegExp(rule.beforeText).test(line))?.action.appendText).toBe(appended);
  });
});
