import type { Catalog } from '../catalog/catalog.ts';
import type { Resolved } from '../catalog/control.ts';
import { partKey } from '../catalog/id.ts';
import { type Bilingual, fixed, inLanguage, message } from '../language.ts';
import { answerOf } from '../model/checklist.ts';
import { outlineOf, type Section, sectionOf, withNested } from '../model/disclosure.ts';
import { memoized } from '../model/field.ts';
import type { Site } from '../package/index.ts';
import { insertItems, scalarSource } from '../yaml/edit.ts';
import { setPair } from '../yaml/set.ts';
import { asMap, isEmpty, keyText, type MapNode, pairOf } from '../yaml/tree.ts';
import type { DocumentContext, DocumentRule, RuleDocs } from './rule.ts';
import { headingOf, keysOf } from './shared/outline.ts';
import { keyOrName } from './shared/place.ts';
import { has } from './shared/reply.ts';
import { isBroken } from './shared/unreadable.ts';

const undisclosed = message<{ key: string; heading: Bilingual; controls: readonly string[] }>({
  ja: ({ key, heading, controls }) =>
    `節「${heading.ja}」（${key}）で示すはずの提示対象 ${controls.length}件（${listed(controls, '、', ' など')}）に、どの節も答えていません。本文で述べ、responds-to に挙げてください。`,
  en: ({ key, heading, controls }) =>
    `No section answers ${controls.length} of the controls that must be disclosed in "${inLanguage(heading, 'en')}" (${key}): ${listed(controls, ', ', ', …')}. Answer them in a body and name them under responds-to.`,
});

const undisclosedOne = message<{ key: string; heading: Bilingual; control: string }>({
  ja: ({ key, heading, control }) =>
    `提示対象の ${control} に、どの節も答えていません。節「${heading.ja}」（${key}）などの本文で述べ、responds-to に挙げてください。`,
  en: ({ key, heading, control }) =>
    `${control} must be disclosed and no section answers it. Answer it in a body, such as that of "${inLanguage(heading, 'en')}" (${key}), and name it under responds-to.`,
});

const add = message<{ controls: readonly string[] }>({
  ja: ({ controls }) =>
    `この節の responds-to に ${listed(controls, '、', ' など')}${controls.length > NAMED ? '' : ' '}を加える（本文で述べている場合）`,
  en: ({ controls }) => `Add ${listed(controls, ', ', ', …')} to responds-to of this section (where its body answers them)`,
});

/** IDs a message names. */
const NAMED = 3;

interface Data {
  readonly node: MapNode;
}

/** The sections of an entry that have something to disclose in them. */
interface Written {
  readonly key: string;
  readonly sections: readonly Section[];
}

export const docs: RuleDocs = {
  ja: `確認項目には、医療機関等に示さなければならないもの（提示対象）があります。チェックシートで答えていても、開示書に書かれていなければ、示したことになりません。開示書の節は、本文で答えている項目を \`responds-to\` に挙げます。どの節の \`responds-to\` にもない提示対象を、章立てでそれを示すことになっている節のところに、まとめて知らせます。\`kaiji check --expand\` では項目ごとに出します。

\`\`\`yaml
- section: tech.log
  responds-to: [CL-105, CL-106, CL-107]
  body: 診療録の閲覧と記載を、日時・利用者・患者とともに記録しています。…
\`\`\`

小項目（\`CL-22(3)\`）は、項目全体（\`CL-22\`）を挙げた節でも足ります。該当しない節（\`not-applicable\`）の項目と、チェックシートで「対象外」と答えた項目は指摘しません。節そのものがないときは \`missing-section\` が知らせます。

クイックフィックスは、番号を \`responds-to\` に加えます。本文で述べているかどうかは、確かめてください。`,
  en: `Some controls have to be shown to the medical institution. An answer in the check sheet does not show them: the disclosure has to. A section names the controls its body answers under \`responds-to\`. Controls to be disclosed that stand in no section's \`responds-to\` are reported at the section the outline has them in, once per section. \`kaiji check --expand\` shows them one by one.

\`\`\`yaml
- section: tech.log
  responds-to: [CL-105, CL-106, CL-107]
  body: Every view and entry in the record is logged with time, user and patient. …
\`\`\`

For a sub-item (\`CL-22(3)\`) a section that names the whole control (\`CL-22\`) will do. Controls of a section that is \`not-applicable\`, and those the check sheet answers as not applicable, are left alone. Where the section itself is missing, \`missing-section\` says so.

The quick fix adds the IDs to \`responds-to\`. Whether the body answers them is yours to see.`,
};

export const undisclosedControl: DocumentRule<Written> = {
  code: 'undisclosed-control',
  severity: 'warning',
  scope: 'document',
  kinds: ['disclosure'],
  sequences: ['sections'],
  reads: ['sections', 'responds-to', 'answers', 'disclosures'],
  summary: fixed(
    '医療機関等に示す確認項目（提示対象）に、どの節も答えていない（節ごとに一つ）',
    'A control that must be disclosed and that no section answers, once per section',
  ),
  note({ node }, { own }) {
    const map = asMap(node);
    if (!own || !map) return undefined;
    const sections = [...withNested(sectionOf(map))].filter((section) => !section.notApplicable && !isStillEmpty(section, own));
    return { key: JSON.stringify(sections.map(keysOf)), sections };
  },
  *check(document, context) {
    const { own, lookup, notes } = context;
    if (!own) return;
    // What is damaged may name what seems to be missing.
    if (lookup('disclosures', outlineOf(document)).some((site) => isBroken(site.document))) return;
    const seen = new Set<string>();
    for (const section of notes().flatMap(({ note }) => note.sections)) {
      const controls = keysOf(section).flatMap((key) => {
        if (seen.has(key) || !context.leads('sections', key)) return [];
        seen.add(key);
        return missingIn(own, key, context);
      });
      const [first] = controls;
      if (first === undefined) continue;
      const key = keysOf(section)[0] ?? '';
      const words = { key, heading: headingOf(own, key) };
      const told = (control: string) => undisclosedOne({ ...words, control });
      const data: Data = { node: section.node };
      yield {
        at: keyOrName(section.node, 'responds-to'),
        message: controls.length === 1 ? told(first) : undisclosed({ ...words, controls }),
        control: key,
        controls,
        each: told,
        data,
      };
    }
  },
  fixes(finding, { file }) {
    const { node } = finding.data as Data;
    const controls = finding.controls ?? [];
    const value = pairOf(node, 'responds-to')?.value;
    const sources = controls.map((id) => scalarSource(id, true));
    const splice =
      value && !isEmpty(value) && !(value.kind === 'seq' && value.items.length === 0)
        ? insertItems(
            file,
            node,
            'responds-to',
            sources.map((source) => [source]),
          )
        : setPair(file, node, 'responds-to', `[${sources.join(', ')}]`, headOf(node));
    return [{ title: add({ controls }), edits: [{ uri: file.uri, splices: [splice] }], preferred: true }];
  },
};

/** Where nothing is written yet, empty-section says so. */
function isStillEmpty(section: Section, outline: Catalog): boolean {
  if (section.sections.length > 0 || has(section.node, 'body')) return false;
  return !keysOf(section).some((key) => outline.control(key)?.renders);
}

/** The sections of an outline in which each control is to be disclosed, in its order, by the ID the outline has. */
const homesIn = memoized((outline: Catalog): ReadonlyMap<string, readonly string[]> => {
  const homes = new Map<string, string[]>();
  for (const section of outline.data.controls) {
    for (const id of new Set(section.answers)) {
      const known = homes.get(id);
      if (known) known.push(section.id);
      else homes.set(id, [section.id]);
    }
  }
  return homes;
});

/** The controls to be disclosed in a section of the outline that no section answers, as long as no section before it in the outline has them too. */
function missingIn(outline: Catalog, key: string, { catalogs, lookup }: DocumentContext): readonly string[] {
  const homes = homesIn(outline);
  return (outline.control(key)?.answers ?? []).flatMap((id) => {
    const found = catalogs.resolve(id);
    if (!found || !mustBeShown(found)) return [];
    const present = (homes.get(id) ?? []).filter((home) => home === key || lookup('sections', home).some(isWritten));
    if (present[0] !== key || isShown(found, lookup) || isOutOfScope(found, lookup)) return [];
    return [found.id];
  });
}

function mustBeShown({ control, part }: Resolved): boolean {
  return part ? part.disclose === true : control.disclose;
}

type Lookup = DocumentContext['lookup'];

/** Whether a section answers it: itself, the control it is a part of, or every part of it that must be shown. */
function isShown({ control, part, id }: Resolved, lookup: Lookup): boolean {
  if (lookup('responds-to', id).length > 0) return true;
  if (part) return lookup('responds-to', control.id).length > 0;
  const parts = control.parts.filter(({ disclose }) => disclose);
  return parts.length > 0 && parts.every((one) => lookup('responds-to', `${control.id}${one.id}`).length > 0);
}

/** Whether a checklist answers it as 対象外. */
function isOutOfScope({ control, part }: Resolved, lookup: Lookup): boolean {
  return lookup('answers', control.id).some(({ entry }) => {
    const map = asMap(entry.node);
    if (!map) return false;
    const answer = answerOf(map);
    const reply = part && answer.parts.find((one) => partKey(one.keyText) === partKey(part.id));
    return (reply?.status ?? answer.status)?.value === 'not-applicable';
  });
}

/** Whether the section a site names applies. */
function isWritten({ entry, key }: Site): boolean {
  const map = asMap(entry.node);
  const sections: readonly Section[] = map ? [...withNested(sectionOf(map))] : [];
  return sections.some((section) => keysOf(section).includes(key) && !section.notApplicable);
}

/** The last key of those that name a section: `responds-to` goes behind it. */
function headOf(node: MapNode): string | undefined {
  const keys: readonly (string | undefined)[] = ['section', 'id', 'also', 'number', 'title', 'responsibility', 'from'];
  return node.pairs.map(keyText).findLast((name) => keys.includes(name));
}

function listed(controls: readonly string[], separator: string, more: string): string {
  return controls.slice(0, NAMED).join(separator) + (controls.length > NAMED ? more : '');
}
