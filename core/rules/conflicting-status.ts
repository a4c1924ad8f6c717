import type { Catalogs } from '../catalog/catalogs.ts';
import type { Resolved } from '../catalog/control.ts';
import { partKey } from '../catalog/id.ts';
import { fixed, type Language, message } from '../language.ts';
import { type Answer, answerOf } from '../model/checklist.ts';
import type { Field } from '../model/field.ts';
import { japaneseTerm } from '../model/schema.ts';
import { ownCatalog, type Site } from '../package/index.ts';
import { ownValue } from '../text/own-value.ts';
import { asMap, isDamaged } from '../yaml/tree.ts';
import type { EntryContext, EntryRule, RuleDocs } from './rule.ts';
import { answerControl } from './shared/control.ts';

interface Words {
  readonly control: string;
  readonly status: string;
  readonly other: string;
  readonly otherStatus: string;
}

const conflicting = message<Words>({
  ja: ({ control, status, other, otherStatus }) =>
    `${control} は「${said(status, 'ja')}」ですが、同じことを求める ${other} は「${said(otherStatus, 'ja')}」です。どちらが実際かを確かめ、そろえてください。`,
  en: ({ control, status, other, otherStatus }) =>
    `${control} is ${said(status, 'en')}, but ${other}, which asks the same, is ${said(otherStatus, 'en')}. Find out which is true and make them agree.`,
});

const elsewhere = message<{ other: string; otherStatus: string }>({
  ja: ({ other, otherStatus }) => `${other} の「${said(otherStatus, 'ja')}」`,
  en: ({ other, otherStatus }) => `${other}: ${said(otherStatus, 'en')}`,
});

/** Pairs of statuses that cannot both be true of one requirement. */
const CONTRADICTIONS: Readonly<Record<string, readonly string[]>> = {
  implemented: ['planned', 'not-applicable'],
  alternative: ['planned', 'not-applicable'],
  planned: ['implemented', 'alternative'],
  partial: ['not-applicable'],
  'not-applicable': ['implemented', 'alternative', 'partial'],
};

export const docs: RuleDocs = {
  ja: `カタログの対応関係で「同じ」（\`equal\`）とされた二つの項目の対応状況が、両立しないときに知らせます。両立しないのは、「対応済」か「代替策」と「対応予定」か「対象外」、「一部対応」と「対象外」の組です。指摘は両方の回答に出て、もう一方の場所を関連情報に示します。

\`status\` が書かれた回答だけを比べます。小項目との対応なら、その小項目の状況を比べます。一部だけ重なる項目（\`subset\`、\`intersects\` など）は比べません。`,
  en: `Two controls the crosswalk ties as \`equal\` whose statuses cannot both be true: implemented or alternative against planned or not applicable, and partial against not applicable. The finding stands at both answers, each with a link to the other.

Only statuses that are written count; where a sub-item is tied, the sub-item's. Controls that overlap in part (\`subset\`, \`intersects\` …) are not compared.`,
};

export const conflictingStatus: EntryRule = {
  code: 'conflicting-status',
  severity: 'warning',
  scope: 'entry',
  kinds: ['checklist'],
  sequences: ['answers'],
  reads: ['answers'],
  summary: fixed(
    '同じことを求める二つの項目の対応状況が食い違う',
    'Two controls that ask the same, with statuses that contradict each other',
  ),
  *check(entry, context) {
    const map = asMap(entry.node);
    if (!map || isDamaged(map)) return;
    const answer = answerOf(map);
    const found = answerControl(answer, context.catalogs, context.own);
    if (!found) return;
    for (const { mine, theirs } of tiesOf(found, context.catalogs)) {
      const own = statusIn(answer, found, mine);
      if (!own) continue;
      for (const site of [...sitesOf(theirs, context)]) {
        const status = statusAt(site, theirs, context.catalogs);
        if (!status || !ownValue(CONTRADICTIONS, own.value)?.includes(status.value)) continue;
        const words = { control: mine.id, status: own.value, other: theirs.id, otherStatus: status.value };
        yield {
          at: own.node,
          message: conflicting(words),
          control: mine.id,
          related: [{ uri: site.document.file.uri, at: status.node, message: elsewhere(words) }],
        };
      }
    }
  },
};

interface Tie {
  /** The control of the entry, or one of its parts. */
  readonly mine: Resolved;
  readonly theirs: Resolved;
}

/** What asks the same as a control or one of its parts, by its own references and those of others. An entry for a part has the ties of that part. */
function tiesOf({ control, part }: Resolved, catalogs: Catalogs): readonly Tie[] {
  const ties: Tie[] = [];
  const whole: Resolved = { control, id: control.id };
  for (const { to, relation } of part ? [] : control.refs) {
    const theirs = relation === 'equal' ? catalogs.resolve(to) : undefined;
    if (theirs) ties.push({ mine: whole, theirs });
  }
  for (const citing of catalogs.citing(control.id)) {
    for (const { to, relation } of citing.control.refs) {
      const mine = relation === 'equal' ? catalogs.resolve(to) : undefined;
      if (mine?.control !== control || (part && mine.part !== part)) continue;
      const theirs = { control: citing.control, id: citing.control.id };
      if (!ties.some((tie) => tie.mine.id === mine.id && tie.theirs.id === theirs.id)) ties.push({ mine, theirs });
    }
  }
  return ties;
}

/** Answers to a control or part, and to the control a part belongs to. */
function* sitesOf(resolved: Resolved, { lookup }: EntryContext): Iterable<Site> {
  yield* lookup('answers', resolved.id);
  if (resolved.part) yield* lookup('answers', resolved.control.id);
}

function statusAt(site: Site, theirs: Resolved, catalogs: Catalogs): Field<string> | undefined {
  const map = asMap(site.entry.node);
  const answer = map && answerOf(map);
  const found = answer && answerControl(answer, catalogs, ownCatalog(site.document, catalogs));
  // The same number in another edition of the catalog is another control.
  return answer && found?.control === theirs.control ? statusIn(answer, found, theirs) : undefined;
}

/** The status written for `wanted` in an entry for `found`: its own, or of a sub-item that of the whole, as far as it tells anything of each part. */
function statusIn(answer: Answer, found: Resolved, wanted: Resolved): Field<string> | undefined {
  if (!wanted.part || found.part) return answer.status;
  const key = partKey(wanted.part.id);
  const part = answer.parts.find((reply) => partKey(reply.keyText) === key);
  if (part?.status) return part.status;
  return answer.status?.value === 'partial' ? undefined : answer.status;
}

function said(status: string, language: Language): string {
  return language === 'ja' ? japaneseTerm('status', status) : status.replace('-', ' ');
}
