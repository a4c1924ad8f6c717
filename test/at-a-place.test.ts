/** What is asked at a place must not cost what the document, the package or its catalog does: counted, not timed. */
import { describe, expect, test } from 'vitest';
import { MOST_MATCHES } from '../core/catalog/matches.ts';
import { checkPackage, type PlacedFinding } from '../core/check.ts';
import { type CodeActionOptions, codeActionsAt } from '../core/features/code-actions.ts';
import { codeLenses, resolveCodeLens } from '../core/features/code-lens.ts';
import { completionAt } from '../core/features/completion.ts';
import { definitionAt } from '../core/features/definition.ts';
import { resolveLink } from '../core/features/document-links.ts';
import { formattingEdits } from '../core/features/formatting.ts';
import { hoverAt } from '../core/features/hover.ts';
import { implementationsAt } from '../core/features/implementation.ts';
import { inlayHintsIn, resolveInlayHint } from '../core/features/inlay-hints.ts';
import { onTypeEdits } from '../core/features/on-type-formatting.ts';
import { highlightsAt, referencesAt } from '../core/features/references.ts';
import { prepareRename } from '../core/features/rename.ts';
import { selectionRanges } from '../core/features/selection-ranges.ts';
import { semanticTokens } from '../core/features/semantic-tokens.ts';
import { signatureHelpAt } from '../core/features/signature-help.ts';
import { TOKEN_MODIFIERS, TOKEN_TYPES, TokenCodes } from '../core/features/tokens/token.ts';
import { findingsByRule, findingsTouching } from '../core/features/touching.ts';
import { typeDefinitionAt } from '../core/features/type-definition.ts';
import { hierarchyAt } from '../core/features/type-hierarchy.ts';
import { type KaijiFile, readFile } from '../core/model/document.ts';
import { entriesTouching, entryAt, entryOf, firstEntries } from '../core/model/entry-at.ts';
import { bundled } from './support/catalogs.ts';
import { OPTIONS, openFixture, pathOf } from './support/fixture.ts';
import { readsOf } from './support/reads.ts';

const FEW = 253;
const MANY = 6000;
const all = await bundled;

const KANJI = '暗鍵録監査訓練権限廃棄持委託遮断復旧認証端末回線時刻媒体保守検疫';
/** Words of their own for each number, so that no two answers are alike. */
const words = (n: number) => [1, 7, 31, 101].map((k) => KANJI[(n * k) % KANJI.length]).join('') + n;

/** A catalog of its own, a checklist that answers all of it and begins one entry more, and what it cites: every entry the same evidence and statement. */
function packageOf(length: number): Map<string, string> {
  const each = (line: (n: number) => string) => Array.from({ length }, (_, i) => line(i + 1)).join('');
  return new Map([
    ['kaiji.yaml', 'kaiji: package/v1\n'],
    [
      'catalog.kaiji.yaml',
      `kaiji: catalog/v1\nid: own\nprefix: OW\nasks: [status, evidence]\ncontrols:\n${each((n) => `  - { id: OW-${n}, title: ${words(n)}を管理する }\n`)}`,
    ],
    [
      'a.kaiji.yaml',
      `kaiji: checklist/v1\ncatalog: own\nanswers:\n${each((n) => `  - control: OW-${n}\n    status: 対応済\n    answer: ${words(n)}の台帳を${words(n + 3)}に置いています。[[st-a]]\n    use: [st-a]\n    evidence: [ev-a]\n    facts: { mfa: 必須 }\n`)}  - control: \n`,
    ],
    [
      'assessment.kaiji.yaml',
      `kaiji: assessment/v1\nassets:\n  - { id: as-a, name: 情報, confidentiality: 3, integrity: 2, availability: 2 }\nmeasures:\n  - { id: ms-a, name: 訓練, status: 対応済 }\nscenarios:\n${each((n) => `  - { id: rs-${n}, asset: as-a, measures: [ms-a] }\n`)}`,
    ],
    ['statements.kaiji.yaml', 'kaiji: statements/v1\nstatements:\n  - { id: st-a, text: 決めています。 }\n'],
    ['evidence.kaiji.yaml', 'kaiji: evidence/v1\nevidence:\n  - { id: ev-a, title: 規程 }\n'],
  ]);
}

/** @returns `costOf` tells what one request reads */
async function open(length: number) {
  const { packages } = await openFixture(packageOf(length));
  const [whole] = packages;
  if (!whole) throw new Error('a package is expected');
  // Every check asks for this, and it is kept from version to version.
  for (const catalog of whole.catalogs.all) whole.unanswered(catalog);
  const file = (path: string) => {
    const found = [...whole.files.values()].find(({ uri }) => pathOf(uri) === path);
    if (!found) throw new Error(`${path} is expected`);
    return found;
  };
  return { whole, file, costOf: readsOf([whole]), length };
}

type Opened = Awaited<ReturnType<typeof open>>;
const [few, many] = [await open(FEW), await open(MANY)];

/** In the middle of the checklist, behind `words` of an entry. */
function middle({ file, length }: Opened, path: string, behind: string): number {
  const source = file(path).text.toString();
  return source.indexOf(behind, source.length / 2 - source.length / length) + behind.length + 1;
}

const card = { language: 'ja', bundled: all } as const;
const complete = ({ whole, file }: Opened, offset: number) =>
  completionAt(whole, file('a.kaiji.yaml'), offset, { language: 'ja', evidenceKinds: all.evidenceKinds });
const actions = (
  { whole, file }: Opened,
  offset: number,
  findings: readonly PlacedFinding[],
  asked: Partial<CodeActionOptions> = {},
) => {
  const sheet = file('a.kaiji.yaml');
  const range = sheet.text.rangeOf(offset, offset);
  return codeActionsAt(whole, sheet, range, { findings, language: 'ja', options: OPTIONS, ...asked });
};

const SHEET = 'a.kaiji.yaml';
const codes = new TokenCodes({ tokenTypes: [...TOKEN_TYPES], tokenModifiers: [...TOKEN_MODIFIERS] });
const RISKS = 'assessment.kaiji.yaml';
const hover = (path: string, behind: string) => (one: Opened) => {
  const [file, offset] = [one.file(path), middle(one, path, behind)];
  return () => hoverAt(one.whole, file, offset, card);
};
const references = (path: string, behind: string) => (one: Opened) => {
  const [file, offset] = [one.file(path), middle(one, path, behind)];
  return () => referencesAt(one.whole, file, offset, [one.whole], true);
};
const completion = (behind: string) => (one: Opened) => {
  const offset = middle(one, SHEET, behind);
  return () => complete(one, offset);
};

const lineOf = ({ text }: KaijiFile, offset: number, lines = 0) => {
  const line = text.lineAt(offset);
  return { start: { line, character: 0 }, end: { line: line + lines, character: 999 } };
};
const hints = (path: string) => (one: Opened) => {
  const file = one.file(path);
  return () => inlayHintsIn(one.whole, file, lineOf(file, file.text.length / 2, 40), card);
};

/** Each made ready, so that only what the request itself costs is counted. */
const requests: Readonly<Record<string, (one: Opened) => () => unknown>> = {
  'hover of a control': hover(SHEET, 'control: O'),
  'hover of evidence that every answer cites': hover(SHEET, 'evidence: ['),
  'hover of a statement that every answer uses': hover(SHEET, 'use: ['),
  'hover of a scenario': hover(RISKS, '{ id:'),
  'hover of an asset that every scenario is about': hover(RISKS, 'asset:'),
  'hover of a measure that every scenario counts on': hover(RISKS, 'measures: ['),
  definition: (one) => {
    const offset = middle(one, SHEET, 'evidence: [');
    return () => definitionAt(one.whole, one.file(SHEET), offset);
  },
  'type definition': (one) => {
    const offset = middle(one, SHEET, 'control: O');
    return () => typeDefinitionAt(one.whole, one.file(SHEET), offset, { ...card, pages: true });
  },
  implementation: (one) => {
    const offset = middle(one, SHEET, 'control: O');
    return () => implementationsAt(one.whole, one.file(SHEET), offset);
  },
  'type hierarchy': (one) => {
    const offset = middle(one, SHEET, 'control: O');
    return () => hierarchyAt(one.whole, one.file(SHEET), offset, { language: 'ja' });
  },
  'a document link followed': (one) => {
    const file = one.file(SHEET);
    const position = file.text.positionAt(middle(one, SHEET, '[[') - 3);
    const link = { range: { start: position, end: position } };
    return () => resolveLink(one.whole, file, link, { language: 'ja', pages: true, tooltips: true }).target;
  },
  'references to a control': references(SHEET, 'control: O'),
  'references to a scenario': references(RISKS, '{ id:'),
  'document highlight of a control': (one) => {
    const [file, offset] = [one.file(SHEET), middle(one, SHEET, 'control: O')];
    return () => highlightsAt(one.whole, file, offset);
  },
  'document highlight of evidence in its register': (one) => {
    const file = one.file('evidence.kaiji.yaml');
    return () => highlightsAt(one.whole, file, file.text.toString().indexOf('ev-a'));
  },
  'what a rename of evidence that every answer cites would rename': (one) => {
    const [file, offset] = [one.file(SHEET), middle(one, SHEET, 'evidence: [')];
    return () => prepareRename(one.whole, file, offset);
  },
  'completion of a status': completion('status:'),
  'completion of a key': completion('\n   '),
  'completion of evidence': completion('evidence: ['),
  'completion of a control where all are answered': (one) => () => complete(one, one.file(SHEET).text.length - 1),
  'formatting of a line': (one) => {
    const file = one.file(SHEET);
    const line = file.text.lineAt(middle(one, SHEET, 'status:'));
    const range = { start: { line, character: 0 }, end: { line, character: 1 } };
    return () => formattingEdits(one.whole, file, { findings: [], options: OPTIONS }, range);
  },
  'signature of a fact that every answer states': (one) => {
    const [sheet, offset] = [one.file(SHEET), middle(one, SHEET, 'mfa:')];
    return () => signatureHelpAt(one.whole, sheet, offset, { language: 'ja' });
  },
  'code actions without findings': (one) => {
    const offset = middle(one, SHEET, 'status:');
    return () => actions(one, offset, []);
  },
  'code actions on evidence, asked for by the editor itself': (one) => {
    const offset = middle(one, SHEET, 'evidence: [');
    return () => actions(one, offset, [], { automatic: true, canResolve: true });
  },
  'refactorings asked for by a person': (one) => {
    const offset = middle(one, SHEET, 'use: [');
    return () => actions(one, offset, [], { only: ['refactor'], canResolve: true });
  },
  'selection ranges': (one) => {
    const position = one.file(SHEET).text.positionAt(middle(one, SHEET, 'answer:'));
    return () => selectionRanges(one.whole, one.file(SHEET), [position]);
  },
  'semantic tokens of some lines': (one) => {
    const file = one.file(SHEET);
    const line = file.text.lineAt(middle(one, SHEET, 'answer:'));
    const range = { start: { line, character: 0 }, end: { line: line + 40, character: 0 } };
    return () => semanticTokens(one.whole, file, codes, range);
  },
  'inlay hints of some lines of scenarios': hints(RISKS),
  'inlay hints of some lines of answers': hints(SHEET),
  'an inlay hint that is pointed at': (one) => {
    const { whole, file } = one;
    const [sheet, offset] = [file(SHEET), middle(one, SHEET, 'evidence: [')];
    const [hint] = inlayHintsIn(whole, sheet, lineOf(sheet, offset), card);
    if (!hint) throw new Error('a hint is expected');
    return () => resolveInlayHint(hint, whole, sheet, { ...card, locations: true, tooltips: true });
  },
  'code lenses of a sheet whose answers have words of their own': ({ whole, file }) => {
    const sheet = file(SHEET);
    // What is kept of each chunk of entries is kept from one edit to the next.
    codeLenses(whole, sheet, () => true);
    return () => codeLenses(whole, sheet, () => true);
  },
};

describe(`${MANY} answers against ${FEW}`, () => {
  test.each(Object.entries(requests))('%s', async (what, request) => {
    const [small, large] = [await few.costOf(request(few)), await many.costOf(request(many))];
    expect(small.result, 'something is asked for').toBeTruthy();
    // Of a long catalog more is looked up than of a short one, up to a limit; elsewhere a longer search of halves is all there may be more of.
    const more = what.includes('a control where') ? 3 * MOST_MATCHES : 0;
    expect(large.spans).toBeLessThan(1.6 * small.spans + 40 + more);
    expect(large.characters).toBeLessThan(1.5 * small.characters + 500);
    expect(large.lookups).toBeLessThanOrEqual(small.lookups + more);
  });

  test('the first page of a long catalog is what follows the entries above', () => {
    const sheet = many.file('a.kaiji.yaml');
    const { items, isIncomplete } = complete(many, middle(many, 'a.kaiji.yaml', 'control:'));
    const written = sheet.text.lineText(sheet.text.lineAt(middle(many, 'a.kaiji.yaml', 'control:')));
    expect(isIncomplete).toBe(true);
    expect(items.length).toBeLessThanOrEqual(150);
    // Its own is not answered elsewhere.
    expect(written).toBe(`  - control: ${items[0]?.label}`);
  });
});

test('Enter looks at the lines around it', async () => {
  const { file } = many;
  const sheet = file(SHEET);
  const at = middle(many, SHEET, 'evidence: [') - 1;
  const edited = readFile(sheet.uri, sheet.text.splice({ start: at - 1, end: at + 5, text: '\n' }), undefined, sheet);
  const costOf = readsOf([edited]);
  const { result, characters } = await costOf(() => onTypeEdits(edited, at, '\n'));
  expect(result.map(({ newText }) => newText)).toEqual(['      - ']);
  expect(characters).toBeLessThan(3000);
});

test('of all semantic tokens only those of the entry that was edited are worked out again', async () => {
  const { whole, file, length } = few;
  const sheet = file(SHEET);
  semanticTokens(whole, sheet, codes);
  const at = middle(few, SHEET, 'answer:') + 1;
  const edited = readFile(sheet.uri, sheet.text.splice({ start: at, end: at, text: '\n      続き' }), undefined, sheet);
  const costOf = readsOf([edited]);
  const { result, characters } = await costOf(() => semanticTokens(whole.with([edited]), edited, codes));
  expect(result.length).toBeGreaterThan(5 * 4 * length);
  expect(characters).toBeLessThan(1000);
});

describe('entries by where they stand', () => {
  const source = `kaiji: disclosure/v1
roles: [{ id: a }, { id: b },
  { id: c }]
title: 見本
sections:
  - section: x
    body: |
      一行
  -
  - { section: y }
parties: none
`;
  test('as they are found one by one', async () => {
    const { packages } = await openFixture(new Map([['a.kaiji.yaml', source]]));
    const document = packages[0]?.documents[0];
    if (!document) throw new Error('a document is expected');
    const { entries, file } = document;
    const shown = (found: Iterable<(typeof entries)[number]>) => [...found].map(({ sequence, index }) => `${sequence} ${index}`);
    expect(entries.length).toBeGreaterThan(5);
    for (const entry of entries) expect(entryOf(document, entry.sequence, entry.index)).toEqual(entry);
    expect(entryOf(document, 'parties', 0)).toBeUndefined();
    expect(entryOf(document, 'title', 0)).toBeUndefined();
    for (const most of [0, 1, 4, 99]) expect(shown(firstEntries(document, most))).toEqual(shown(entries.slice(0, most)));
    const span = ({ node }: (typeof entries)[number]) => file.tree.spanOf(node);
    for (let offset = 0; offset <= source.length; offset++) {
      const holding = entries.find((entry) => span(entry).start <= offset && offset < span(entry).end);
      if (holding) expect(entryAt(document, offset)).toEqual(holding);
      for (const to of [offset, offset + 12]) {
        const touching = entries.filter((entry) => span(entry).start <= to && span(entry).end >= offset);
        expect(shown(entriesTouching(document, offset, to)), `${offset}–${to}`).toEqual(shown(touching));
      }
    }
  });
});

test('the findings a range touches are those each of which does', async () => {
  const { packages } = await openFixture(
    new Map([
      [
        'a.kaiji.yaml',
        'kaiji: checklist/v1\ncatalog: medcloud-checklist\nanswers:\n  - control: CL-1\n  - control: ＣＬ－２\n    answer: 同上\n  - control: cl3\n    answer: ""\n',
      ],
    ]),
  );
  const [whole] = packages;
  const findings = whole ? ([...checkPackage(whole, OPTIONS).values()][0] ?? []) : [];
  expect(findings.length).toBeGreaterThan(4);
  for (let from = 0; from < 140; from++)
    for (const to of [from, from + 30])
      expect(findingsTouching(findings, from, to)).toEqual(findings.filter(({ start, end }) => start <= to && end >= from));
  expect([...findingsByRule(findings).values()].flat()).toHaveLength(findings.length);
});

test('lenses look at the entries an edit touched, and at no others', async () => {
  const { whole } = many;
  const sheet = many.file(SHEET);
  codeLenses(whole, sheet, () => true);
  const at = middle(many, SHEET, 'answer: ');
  const text = sheet.text.splice({ start: at, end: at, text: 'なお、' });
  const edited = readFile(sheet.uri, text, undefined, sheet);
  const after = whole.with([edited]);
  let looked = 0;
  const resolve = after.catalogs.resolve.bind(after.catalogs);
  Object.assign(after.catalogs, {
    resolve: (...asked: Parameters<typeof resolve>) => {
      looked++;
      return resolve(...asked);
    },
  });
  codeLenses(after, edited, () => true);
  expect(looked).toBeGreaterThan(0);
  // Of the few hundred entries kept together, whichever was edited.
  expect(looked).toBeLessThan(1100);
});

test('a lens says how many there are, and leads to no more than one looks through', () => {
  const register = many.file('evidence.kaiji.yaml');
  const [lens] = codeLenses(many.whole, register, () => true);
  if (!lens) throw new Error('a lens is expected');
  const { command } = resolveCodeLens(lens, many.whole, { language: 'en', showCommand: 'show' });
  expect(command?.title).toBe(`Cited in ${MANY} places`);
  expect(command?.arguments?.[2]).toHaveLength(500);
});
