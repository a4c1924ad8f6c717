/** Signature help: what the value of a fact (仕様値) may be, while it is typed behind the fact's key. */
import { MarkupKind, type SignatureHelp } from 'vscode-languageserver-types';
import type { Fact, FactType } from '../catalog/facts.ts';
import { type Bilingual, inLanguage, type Language } from '../language.ts';
import type { KaijiFile } from '../model/document.ts';
import type { Package } from '../package/package.ts';
import { askedOf } from './cards/fact.ts';
import { sayIn, section } from './cards/words.ts';
import { cursorAt } from './cursor.ts';
import { escaped, paragraphs } from './markdown.ts';
import { roleOf } from './role.ts';

export interface SignatureOptions {
  readonly language: Language;
  /** The client takes the place of a parameter as offsets into the label; true where absent. */
  readonly labelOffsets?: boolean;
}

/**
 * The fact whose value stands, or is about to stand, at an offset: `password.min-length: 整数（文字） 1～256`, the value as its one parameter.
 * @param offset in `file`, UTF-16
 * @returns undefined elsewhere, which takes a help that is shown away, and for facts of an author's own
 */
export function signatureHelpAt(
  whole: Package,
  file: KaijiFile,
  offset: number,
  { language, labelOffsets }: SignatureOptions,
): SignatureHelp | undefined {
  const cursor = cursorAt(file, offset);
  if (cursor?.form !== 'value' && cursor?.form !== 'flow-value') return undefined;
  if (roleOf(cursor.document?.kind, cursor.path) !== 'fact') return undefined;
  const { catalogs } = whole;
  const key = String(cursor.path.at(-1));
  const { fact } = catalogs.facts.keyOf(key);
  if (!fact) return undefined;
  const value = valuesOf(fact, inLanguage(catalogs.facts.unitOf(fact) ?? { ja: '', en: '' }, language), language);
  const label = `${key}: ${value}`;
  const head = `**${escaped(inLanguage(fact.label, language))}**`;
  const documentation = paragraphs([
    `${head}${sayIn(language)('　', ' – ')}${escaped(inLanguage(fact.description, language))}`,
    section(sayIn(language)('求められていること', 'Asked for'), askedOf(fact, catalogs, language), { language }),
  ]);
  const parameter = labelOffsets === false ? value : ([label.length - value.length, label.length] as [number, number]);
  return {
    signatures: [
      { label, documentation: { kind: MarkupKind.Markdown, value: documentation }, parameters: [{ label: parameter }] },
    ],
    activeSignature: 0,
    activeParameter: 0,
  };
}

const TYPES: Readonly<Record<Exclude<FactType, 'term' | 'boolean'>, Bilingual>> = {
  integer: { ja: '整数', en: 'integer' },
  number: { ja: '数', en: 'number' },
  version: { ja: '版（1.2 など）', en: 'version (such as 1.2)' },
  text: { ja: '文字列', en: 'text' },
};

/** What a fact may be, in few words: `整数（日） 1～3650、または なし`; `必須 | 任意 | なし`. */
function valuesOf({ type, values = [], min, max, none, unlimited }: Fact, unit: string, language: Language): string {
  const say = sayIn(language);
  if (type === 'boolean') return say('あり | なし', 'true | false');
  const terms = values.map(({ value, ja }) => say(ja, value)).join(' | ');
  if (type === 'term') return terms;
  const inUnit = unit === '' ? '' : say(`（${unit}）`, ` (${unit})`);
  const from = min ?? '';
  const range = min === undefined && max === undefined ? '' : say(` ${from}～${max ?? ''}`, ` ${from}–${max ?? ''}`);
  const words = [terms, none ? say('なし', 'none') : '', unlimited ? say('無期限', 'unlimited') : ''].filter(Boolean);
  const or = words.length === 0 ? '' : say(`、または ${words.join('・')}`, `, or ${words.join(' | ')}`);
  return `${inLanguage(TYPES[type], language)}${inUnit}${range}${or}`;
}
