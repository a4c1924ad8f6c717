/**
 * Every language feature, as the tests ask which are about all of them (typing.test.ts, sweep.test.ts). A feature is a line in one of the two tables; where
 * it stands is found in what it answers (`rangesIn`), so an answer which says so in numbers (semantic tokens) is given here as ranges.
 */
import type { Bundled } from '../../core/catalog/bundled.ts';
import { checkPackage, type PlacedFinding } from '../../core/check.ts';
import { codeActionsAt } from '../../core/features/code-actions.ts';
import { codeLenses, resolveCodeLens } from '../../core/features/code-lens.ts';
import { completionAt } from '../../core/features/completion.ts';
import { definitionAt } from '../../core/features/definition.ts';
import { toDiagnostic } from '../../core/features/diagnostics.ts';
import { documentLinks, resolveLink } from '../../core/features/document-links.ts';
import { foldingRanges } from '../../core/features/folding.ts';
import { formattingEdits } from '../../core/features/formatting.ts';
import { hoverAt } from '../../core/features/hover.ts';
import { implementationsAt } from '../../core/features/implementation.ts';
import { inlayHintsIn, resolveInlayHint } from '../../core/features/inlay-hints.ts';
import { onTypeEdits, TRIGGERS } from '../../core/features/on-type-formatting.ts';
import { pasted } from '../../core/features/paste.ts';
import { highlightsAt, referencesAt } from '../../core/features/references.ts';
import { prepareRename, rename } from '../../core/features/rename.ts';
import { selectionRanges } from '../../core/features/selection-ranges.ts';
import { semanticTokens } from '../../core/features/semantic-tokens.ts';
import { signatureHelpAt } from '../../core/features/signature-help.ts';
import { documentSymbols } from '../../core/features/symbols.ts';
import { TOKEN_MODIFIERS, TOKEN_TYPES, TokenCodes } from '../../core/features/tokens/token.ts';
import { typeDefinitionAt } from '../../core/features/type-definition.ts';
import { hierarchyAt } from '../../core/features/type-hierarchy.ts';
import type { KaijiFile } from '../../core/model/document.ts';
import type { Package } from '../../core/package/package.ts';
import { OPTIONS } from '../support/fixture.ts';
import { fits, rangesIn } from '../support/ranges.ts';
import { decoded } from '../support/tokens.ts';

/** A document a feature is asked about. What goes wrong within a feature is thrown, not told of. */
export interface About {
  readonly whole: Package;
  readonly file: KaijiFile;
  readonly bundled: Bundled;
  /** Of the file; worked out when they are first asked for. */
  readonly findings: () => readonly PlacedFinding[];
}

/** Its answer as LSP has it, or something with the same ranges. */
type Feature<A> = (about: A) => unknown;

const language = 'ja';
const codes = new TokenCodes({ tokenTypes: [...TOKEN_TYPES], tokenModifiers: [...TOKEN_MODIFIERS] });
const failed = (name: string, error: unknown) => {
  throw new Error(`${name} failed`, { cause: error });
};

/** What is asked at an offset. */
export const atPlace: Readonly<Record<string, Feature<About & { readonly offset: number }>>> = {
  completion: async ({ whole, file, offset, bundled }) =>
    completionAt(whole, file, offset, { language, evidenceKinds: bundled.evidenceKinds, glossary: await bundled.glossary() }),
  'signature help': ({ whole, file, offset }) => signatureHelpAt(whole, file, offset, { language }),
  hover: ({ whole, file, offset, bundled }) => hoverAt(whole, file, offset, { language, bundled }),
  definition: ({ whole, file, offset }) => definitionAt(whole, file, offset),
  'type definition': ({ whole, file, offset, bundled }) =>
    typeDefinitionAt(whole, file, offset, { language, bundled, pages: true }),
  implementation: ({ whole, file, offset }) => implementationsAt(whole, file, offset),
  references: ({ whole, file, offset }) => referencesAt(whole, file, offset, [whole], true),
  'document highlight': ({ whole, file, offset }) => highlightsAt(whole, file, offset),
  'prepare rename': ({ whole, file, offset }) => prepareRename(whole, file, offset),
  rename: ({ whole, file, offset }) => rename(whole, file, offset, [whole], 'renamed-by-test'),
  'type hierarchy': ({ whole, file, offset }) => hierarchyAt(whole, file, offset, { language }),
  'selection ranges': ({ whole, file, offset }) => selectionRanges(whole, file, [file.text.positionAt(offset)]),
  'on type formatting': ({ file, offset }) => TRIGGERS.map((typed) => onTypeEdits(file, offset, typed)),
  paste: ({ file, offset }) => pasted(file, file.text.rangeOf(offset, offset), '一行目\n二行目'),
  'code actions': ({ whole, file, offset, findings }) =>
    codeActionsAt(whole, file, file.text.rangeOf(offset, offset), {
      findings: findings(),
      language,
      options: { ...OPTIONS, failed },
    }),
};

/** What is asked about a whole document. */
export const ofDocument: Readonly<Record<string, Feature<About>>> = {
  diagnostics: ({ whole, findings }) => findings().map((finding) => toDiagnostic(finding, whole, { language })),
  symbols: ({ whole, file }) => documentSymbols(whole, file, { language }),
  folding: ({ whole, file }) => foldingRanges(whole, file, { language }),
  'semantic tokens': ({ whole, file }) =>
    decoded(semanticTokens(whole, file, codes)).map(({ line, character, length }) => ({
      start: { line, character },
      end: { line, character: character + length },
    })),
  'document links': ({ whole, file }) => {
    const options = { language, pages: true, tooltips: true } as const;
    return documentLinks(whole, file, options).map((link) => resolveLink(whole, file, link, options));
  },
  formatting: ({ whole, file, findings }) => formattingEdits(whole, file, { findings: findings(), options: OPTIONS }),
  'code lenses': ({ whole, file }) =>
    codeLenses(whole, file, () => true, failed).map((lens) =>
      resolveCodeLens(lens, whole, { language, showCommand: 'show', spelling: (uri) => uri }),
    ),
  'inlay hints': ({ whole, file, bundled }) => {
    const options = { language, bundled, hidden: new Set<string>(), failed } as const;
    const hints = inlayHintsIn(whole, file, file.text.rangeOf(0, file.text.length), options);
    return Promise.all(hints.map((hint) => resolveInlayHint(hint, whole, file, { ...options, locations: true, tooltips: true })));
  },
};

export function about(whole: Package, file: KaijiFile, bundled: Bundled): About {
  let found: readonly PlacedFinding[] | undefined;
  return {
    whole,
    file,
    bundled,
    findings: () => {
      found ??= checkPackage(whole, { ...OPTIONS, failed }).get(file.uri) ?? [];
      return found;
    },
  };
}

/**
 * @returns ranges in an answer about `file` that lie in no document, as text; those in documents which are no files of ours are not looked at. A file that the
 *   answer makes is empty.
 */
export function astray(answer: unknown, { whole, file }: About): readonly string[] {
  const made = new Set([...JSON.stringify(answer ?? null).matchAll(/"kind":"create","uri":"([^"]+)"/g)].map(([, uri]) => uri));
  return rangesIn(answer, file.uri)
    .filter((range) => {
      const text = (range.uri === file.uri ? file : whole.fileAt(range.uri))?.text;
      if (!text && made.has(range.uri)) return !fits(range, (line) => (line === 0 ? 0 : undefined));
      if (!text) return range.uri.startsWith('file:');
      return !fits(range, (line) => (line < text.lineCount ? text.lineText(line).length : undefined));
    })
    .map((range) => JSON.stringify(range));
}
