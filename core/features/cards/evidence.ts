/** The card of an entry of the evidence register. */

import { evidenceItem } from '../../model/evidence.ts';
import { textField } from '../../model/field.ts';
import { asMap } from '../../yaml/tree.ts';
import { bullets, escaped, paragraphs } from '../markdown.ts';
import { type CardContext, kindName, linkOf, nameOfEntry, sayIn, sectionOf } from './words.ts';

/** undefined for an id no register has. */
export function evidenceCard(id: string, context: CardContext): string | undefined {
  const { language, bundled, whole } = context;
  const say = sayIn(language);
  const site = whole?.lookup('evidence', id)[0];
  const map = asMap(site?.entry.node);
  if (!whole || !site || !map) return undefined;
  const { title, kind, location, expires } = evidenceItem(map);
  const uses = whole.lookup('evidence-uses', id);
  const lines: readonly (readonly [string, string | undefined])[] = [
    [say('種類', 'Kind'), kind && kindName(kind.value, bundled.evidenceKinds, language)],
    [say('所在', 'Location'), location?.value],
    [say('版', 'Version'), textField(map, 'version')?.value],
    [say('有効期限', 'Expires'), expires?.value],
    [say('所管', 'Owner'), textField(map, 'owner')?.value],
    [say('公開の範囲', 'Who may see it'), textField(map, 'confidentiality')?.value],
  ];
  return paragraphs([
    `**${escaped(id)}**　${escaped(title?.value ?? '')}`,
    bullets(lines.flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${escaped(value)}`]))),
    `${say('登録', 'Registered')}: ${linkOf(whole, site)}`,
    uses.length > 0
      ? sectionOf(say('挙げている場所', 'Cited by'), uses, (use) => `${linkOf(whole, use)} ${escaped(nameOfEntry(use))}`, context)
      : `*${say('まだどこからも挙げられていません', 'Nothing cites it yet')}*`,
  ]);
}
