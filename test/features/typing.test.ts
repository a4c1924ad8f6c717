/** Every state a document passes through while it is typed: no feature throws, and whatever they answer lies inside the document. */

import { expect, test } from 'vitest';
import type { DocumentSymbol, Range, SelectionRange } from 'vscode-languageserver-types';
import { checkPackage } from '../../core/check.ts';
import { codeActionsAt } from '../../core/features/code-actions.ts';
import { completionAt } from '../../core/features/completion.ts';
import { definitionAt } from '../../core/features/definition.ts';
import { toDiagnostic } from '../../core/features/diagnostics.ts';
import { foldingRanges } from '../../core/features/folding.ts';
import { hoverAt } from '../../core/features/hover.ts';
import { selectionRanges } from '../../core/features/selection-ranges.ts';
import { semanticTokens } from '../../core/features/semantic-tokens.ts';
import { documentSymbols } from '../../core/features/symbols.ts';
import { TOKEN_MODIFIERS, TOKEN_TYPES, TokenCodes } from '../../core/features/tokens/token.ts';
import { readFile } from '../../core/model/document.ts';
import { Package } from '../../core/package/package.ts';
import { Text } from '../../core/text/text.ts';
import { bundled } from '../support/catalogs.ts';
import { OPTIONS } from '../support/fixture.ts';
import { shownTokens } from '../support/tokens.ts';

const CHECKLIST = `\uFEFFkaiji: checklist/v1
catalog: medcloud-checklist
answers:
  - control: ＣＬ－９４
    status: 対応済 # 注記
    answer: |
      𠮷野が発行します。[[CL-22(3)]]
    evidence: [ev-a, { ref: ev-b, at: "p.3" }]
  - { control: cl22, parts: { "(1)": 'x', （２）: { answer: y } } }
  - control：CL-95
    same-as:
      - CL-94
evidence:
  - id: ev-a
    title: 規程
`;

const DISCLOSURE = `kaiji: disclosure/v1\r
outline: sssd-outline\r
parties: [{ id: aws, role: [infrastructure], name: "Amazon, Inc." }]\r
sections:\r
  - section: purpose\r
    responds-to: [CL-12, "CL-22(3)"]\r
    body: "[[org.audit]] と\r
      [[ev-x]]"\r
    sections:\r
      - title: 概要\r
        body: >-\r
          折り返し\r
---\r
kaiji: statements/v1\r
statements:\r
- id: st-a\r
  text: あ\r
  satisfies: [CL-96]\r
`;

const codes = new TokenCodes({ tokenTypes: [...TOKEN_TYPES], tokenModifiers: [...TOKEN_MODIFIERS] });
const uri = 'file:///package/typed.kaiji.yaml';

test.each([
  ['checklist', CHECKLIST],
  ['disclosure', DISCLOSURE],
])('%s, character by character', async (_, source) => {
  const all = await bundled;
  for (let length = 0; length <= source.length; length++) {
    // As typed at the end, and with the rest already there and one character missing.
    for (const [content, offset] of [
      [source.slice(0, length), length],
      [source.slice(0, length) + source.slice(length + 1), length],
    ] as const) {
      const file = readFile(uri, Text.of(content));
      const whole = Package.of('file:///package', [file], all.catalogs);
      const at = `${JSON.stringify(content.slice(Math.max(0, offset - 30), offset))}▮`;
      const inside = (range: Range, what: string) => {
        for (const position of [range.start, range.end]) {
          expect(position.line, `${what} at ${at}`).toBeLessThan(file.text.lineCount);
          expect(position.character, `${what} at ${at}`).toBeLessThanOrEqual(file.text.lineText(position.line).length);
        }
        expect(file.text.offsetAt(range.start), `${what} at ${at}`).toBeLessThanOrEqual(file.text.offsetAt(range.end));
      };
      const list = completionAt(whole, file, offset, { language: 'ja', evidenceKinds: all.evidenceKinds });
      const here = file.text.positionAt(offset);
      for (const { textEdit, label } of list.items.slice(0, 3)) {
        if (!textEdit || !('insert' in textEdit)) throw new Error(`${label} has no edit`);
        inside(textEdit.insert, 'insert');
        inside(textEdit.replace, 'replace');
        expect(textEdit.insert.end, at).toEqual(here);
        expect(textEdit.insert.start, at).toEqual(textEdit.replace.start);
        expect(textEdit.replace.end.line, at).toBe(here.line);
      }
      const hover = await hoverAt(whole, file, offset, { language: 'en', bundled: all });
      if (hover?.range) inside(hover.range, 'hover');
      for (const link of definitionAt(whole, file, offset) ?? []) inside(link.targetRange, 'definition');
      const check = (symbols: readonly DocumentSymbol[]) => {
        for (const { range, selectionRange, name, children } of symbols) {
          inside(range, 'symbol');
          inside(selectionRange, 'selection');
          expect(file.text.offsetAt(selectionRange.start), at).toBeGreaterThanOrEqual(file.text.offsetAt(range.start));
          expect(file.text.offsetAt(selectionRange.end), `${name} ${at}`).toBeLessThanOrEqual(file.text.offsetAt(range.end));
          expect(name).not.toBe('');
          check(children ?? []);
        }
      };
      check(documentSymbols(whole, file, { language: 'ja' }));
      shownTokens(file.text, semanticTokens(whole, file, codes), codes.legend);
      for (const range of selectionRanges(whole, file, [here]))
        for (let step: SelectionRange | undefined = range; step; step = step.parent) inside(step.range, 'selection range');
      for (const { startLine, endLine } of foldingRanges(whole, file, { language: 'ja' })) {
        expect(endLine, at).toBeGreaterThan(startLine);
        expect(endLine, at).toBeLessThan(file.text.lineCount);
      }
      if (length % 7 > 0) continue;
      const findings = checkPackage(whole, OPTIONS).get(uri) ?? [];
      for (const finding of findings) inside(toDiagnostic(finding, whole, { language: 'ja' }).range, finding.rule);
      for (const { edit } of codeActionsAt(whole, file, file.text.rangeOf(offset, offset), {
        findings,
        language: 'ja',
        options: OPTIONS,
      })) {
        for (const change of edit?.documentChanges ?? [])
          if ('edits' in change) for (const one of change.edits) inside(one.range, 'action');
      }
    }
  }
});
