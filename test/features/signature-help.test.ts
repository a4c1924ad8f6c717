import { expect, test } from 'vitest';
import { signatureHelpAt } from '../../core/features/signature-help.ts';
import { readFile } from '../../core/model/document.ts';
import { Text } from '../../core/text/text.ts';
import { bundled } from '../support/catalogs.ts';
import { casesOf, matchGolden } from './cases.ts';

test('signature help', async () => {
  let golden = '';
  for (const { name, whole, file, offset } of await casesOf('signature-help')) {
    for (const language of ['ja', 'en'] as const) {
      const help = signatureHelpAt(whole, file, offset, { language });
      const [signature] = help?.signatures ?? [];
      const [from, to] = (signature?.parameters?.[0]?.label ?? [0, 0]) as [number, number];
      golden += `== ${name} (${language})\n`;
      if (!signature) golden += '–\n';
      else
        golden += `${signature.label.slice(0, from)}⟨${signature.label.slice(from, to)}⟩${signature.label.slice(to)}\n${(signature.documentation as { readonly value: string }).value}\n`;
    }
  }
  matchGolden('signature-help', golden);
});

test('every fact says what it may be', async () => {
  const { facts } = (await bundled).catalogs;
  const [one] = await casesOf('signature-help');
  if (!one) throw new Error('a case is expected');
  for (const { key, type } of facts.all) {
    const text = one.text.replace('password.min-length', key);
    const file = readFile(one.file.uri, Text.of(text));
    const help = signatureHelpAt(one.whole.with([file]), file, text.length, { language: 'ja', labelOffsets: false });
    expect(help?.signatures[0]?.parameters?.[0]?.label, `${key} (${type})`).toMatch(/\S/);
  }
});
