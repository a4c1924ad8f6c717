/** Every state a document passes through while it is typed: no feature throws, and whatever they answer lies inside the document. */

import { expect, test } from 'vitest';
import type { DocumentSymbol } from 'vscode-languageserver-types';
import { completionAt } from '../../core/features/completion.ts';
import { foldingRanges } from '../../core/features/folding.ts';
import { documentSymbols } from '../../core/features/symbols.ts';
import { readFile } from '../../core/model/document.ts';
import { Package } from '../../core/package/package.ts';
import { Text } from '../../core/text/text.ts';
import { bundled } from '../support/catalogs.ts';
import { about, astray, atPlace, ofDocument } from './every-feature.ts';

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
      const list = completionAt(whole, file, offset, { language: 'ja', evidenceKinds: all.evidenceKinds });
      const here = file.text.positionAt(offset);
      for (const { textEdit, label } of list.items.slice(0, 3)) {
        if (!textEdit || !('insert' in textEdit)) throw new Error(`${label} has no edit`);
        expect(textEdit.insert.end, at).toEqual(here);
        expect(textEdit.insert.start, at).toEqual(textEdit.replace.start);
        expect(textEdit.replace.end.line, at).toBe(here.line);
      }
      const what = { ...about(whole, file, all), offset };
      for (const [name, answer] of Object.entries(atPlace))
        if (length % 7 === 0 || name !== 'code actions') expect(astray(await answer(what), what), `${name} at ${at}`).toEqual([]);
      const check = (symbols: readonly DocumentSymbol[]) => {
        for (const { range, selectionRange, name, children } of symbols) {
          expect(file.text.offsetAt(selectionRange.start), at).toBeGreaterThanOrEqual(file.text.offsetAt(range.start));
          expect(file.text.offsetAt(selectionRange.end), `${name} ${at}`).toBeLessThanOrEqual(file.text.offsetAt(range.end));
          expect(name).not.toBe('');
          check(children ?? []);
        }
      };
      check(documentSymbols(whole, file, { language: 'ja' }));
      for (const { startLine, endLine } of foldingRanges(whole, file, { language: 'ja' }))
        expect(endLine, at).toBeGreaterThan(startLine);
      for (const [name, answer] of Object.entries(ofDocument))
        if (length % 7 === 0 || name !== 'diagnostics') expect(astray(await answer(what), what), `${name} at ${at}`).toEqual([]);
    }
  }
});
