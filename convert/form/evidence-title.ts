/** Evidence as a form names it: its title and the place in it. What is not disclosed (非開示) customers do not even hear of. */
import { message } from '../../core/language.ts';
import type { KaijiDocument } from '../../core/model/document.ts';
import type { EvidenceUse } from '../../core/model/evidence.ts';
import { textField } from '../../core/model/field.ts';
import { canonicalTerm } from '../../core/model/schema.ts';
import type { Package } from '../../core/package/package.ts';
import { asMap, type MapNode } from '../../core/yaml/tree.ts';
import { type Making, note, say } from './making.ts';

const unknown = message<{ id: string }>({
  ja: ({ id }) => `エビデンス ${id} が台帳にないため、書かれたとおりに出力しました。台帳に登録するか、IDを直してください。`,
  en: ({ id }) => `The register has no evidence ${id}; it was printed as it is written. Register it or mend the id.`,
});

/** What is cited, by which document, and the package whose register has it. */
export interface Cited {
  readonly use: EvidenceUse;
  readonly document: KaijiDocument;
  readonly home: Package;
}

/** Who may see an entry of the register; what is no term of the format counts as not disclosed, nothing as no restriction. */
export function confidentialityOf(map: MapNode | undefined): string | undefined {
  const written = textField(map, 'confidentiality')?.value.trim();
  return written ? (canonicalTerm('confidentiality', written) ?? 'internal') : undefined;
}

/** Whether the readers of the form may know of an entry of the register. What no register has is printed as written. */
export function isShown(id: string, { whole, audience }: Pick<Making, 'whole' | 'audience'>): boolean {
  if (audience === 'internal') return true;
  return whole.lookup('evidence', id).every(({ entry }) => confidentialityOf(asMap(entry.node)) !== 'internal');
}

/** Its title, else its id. */
export function shownTitle(id: string, { whole }: Pick<Making, 'whole'>): string {
  const map = asMap(whole.lookup('evidence', id)[0]?.entry.node);
  return textField(map, 'title')?.value.trim() || id;
}

/** 「ISMS認証登録証 p.3, 4.2節」; for customers with the conditions on which they may see it. Each once; without what they may not know of. */
export function citations(cited: readonly Cited[], making: Making): readonly string[] {
  const { audience } = making;
  const lines = cited.flatMap(({ use, document, home }) => {
    const id = use.ref.text.trim();
    const there = { whole: home, audience };
    if (id === '' || !isShown(id, there)) return [];
    const map = asMap(home.lookup('evidence', id)[0]?.entry.node);
    if (!map) note(making, document, use.node, unknown({ id }));
    const named = [shownTitle(id, there), use.at?.value.trim()].filter(Boolean).join(' ');
    const conditions = audience === 'customer' && textField(map, 'conditions')?.value.trim();
    return [conditions ? say(making, `${named}（${conditions}）`, `${named} (${conditions})`) : named];
  });
  return [...new Set(lines)];
}
