import { fixed, message } from '../language.ts';
import { answerOf, repliesOf } from '../model/checklist.ts';
import { sectionOf, withNested } from '../model/disclosure.ts';
import type { Entry } from '../model/document.ts';
import { type EvidenceUse, evidenceItem, evidenceUses, titleKey } from '../model/evidence.ts';
import { scenarioOf, treatmentRows } from '../model/risks.ts';
import { replaceNode, scalarSource } from '../yaml/edit.ts';
import { asMap, type ScalarNode } from '../yaml/tree.ts';
import type { EntryRule, Fix, RuleDocs } from './rule.ts';
import { closest } from './shared/close.ts';
import { freeEvidenceId, registered, registering, together } from './shared/evidence-register.ts';

const unknown = message<{ id: string }>({
  ja: ({ id }) => `「${id}」はエビデンス台帳にありません。台帳にあるIDに直すか、台帳に登録してください。`,
  en: ({ id }) => `There is no evidence "${id}" in the register. Correct the ID, or register it.`,
});

const titled = message<{ written: string; ids: readonly string[] }>({
  ja: ({ written, ids }) =>
    `「${written}」は ${ids.join('、')} のことですか。evidence には、文書名ではなくエビデンス台帳のIDを書いてください。`,
  en: ({ written, ids }) => `Is "${written}" ${ids.join(' or ')}? Under evidence write the ID of the register, not the title.`,
});

const joined = message<{ written: string; ids: readonly string[] }>({
  ja: ({ written, ids }) =>
    `「${written}」は一つのIDとして読まれています。区切りには「、」ではなく半角のカンマを使い、[${ids.join(', ')}] と書いてください。`,
  en: ({ written, ids }) => `"${written}" is read as one ID. Separate IDs by a half-width comma: [${ids.join(', ')}].`,
});

const replace = message<{ id: string; title: string }>({
  ja: ({ id, title }) => `${id}${title ? `（${title}）` : ' '}に直す`,
  en: ({ id, title }) => `Change to ${id}${title && ` (${title})`}`,
});

const create = message<{ id: string }>({
  ja: ({ id }) => `エビデンス台帳に ${id} を登録する`,
  en: ({ id }) => `Register ${id}`,
});

const ID = /^[a-z][a-z0-9-]*$/;

export const docs: RuleDocs = {
  ja: `\`evidence\` に挙げるのは、エビデンス台帳（\`kaiji: evidence/v1\` の文書か、その文書の \`evidence:\`）に登録したエビデンスのIDです。台帳にないものを挙げると、提出先の担当者が資料にたどり着けません。IDの書き誤りを直すか、台帳に登録してください。文書名をそのまま書いたときは、その名のエビデンスのIDを候補に出します。

\`\`\`yaml
evidence:
  - ev-account-policy
  - { ref: ev-isms-cert, at: 2ページ }
\`\`\``,
  en: `What stands under \`evidence\` is the ID of an entry of the register (a \`kaiji: evidence/v1\` document, or the document's own \`evidence:\`). What is not there cannot be found by the reader. Correct the ID or register the document; a title in place of an ID is answered with the ID of the entry of that title.

\`\`\`yaml
evidence:
  - ev-account-policy
  - { ref: ev-isms-cert, at: p. 2 }
\`\`\``,
};

export const unknownEvidence: EntryRule = {
  code: 'unknown-evidence',
  severity: 'error',
  scope: 'entry',
  kinds: ['checklist', 'disclosure', 'statements', 'risks', 'assessment'],
  sequences: ['answers', 'sections', 'statements', 'scenarios', 'measures'],
  reads: ['evidence', 'evidence-titles'],
  summary: fixed('エビデンス台帳にないものを挙げている', 'Evidence that is not in the register'),
  *check(entry, { lookup }) {
    for (const { ref } of usesOf(entry)) {
      const written = ref.text;
      if (lookup('evidence', written).length > 0) continue;
      const pieces = piecesOf(written);
      const ids = [...new Set(lookup('evidence-titles', titleKey(written)).map(({ entry: item }) => idOf(item)))];
      const named = ids.filter((id) => id !== undefined);
      const reading =
        pieces.length > 1
          ? joined({ written, ids: pieces })
          : named.length > 0
            ? titled({ written: written.replace(/^「([^「」]*)」$/, '$1'), ids: named })
            : unknown({ id: written });
      yield { at: ref, message: reading, data: { node: ref } };
    }
  },
  fixes(finding, context) {
    // None of them is safe, and what is alike takes comparing with the whole register.
    if (context.safeOnly) return [];
    const { node } = finding.data as { node: ScalarNode };
    const { file, package: whole } = context;
    // Which separators are meant is the author's to say; a register entry of that name is never.
    if (piecesOf(node.text).length > 1) return [];
    const items = registered(whole);
    const named = items.filter(({ title }) => titleKey(title) === titleKey(node.text)).map(({ id }) => id);
    const alike = closest(
      node.text,
      items.map(({ id }) => id),
    );
    const alikeTitles = closest(
      node.text,
      items.map(({ title }) => title),
    ).flatMap((title) => items.filter((item) => item.title === title).map(({ id }) => id));
    const fixes: Fix[] = [...new Set([...named, ...alike, ...alikeTitles])].slice(0, 3).map((id, i) => ({
      title: replace({ id, title: items.find((item) => item.id === id)?.title ?? '' }),
      edits: [{ uri: file.uri, splices: [replaceNode(file, node, scalarSource(id, true))] }],
      preferred: i === 0,
    }));
    const isId = ID.test(node.text);
    const id = isId ? node.text : freeEvidenceId(whole, undefined);
    const entry = registering(context, { id, title: isId ? '●●（文書名）' : node.text, kinds: [] });
    if (entry) {
      const cite = isId ? [] : [{ uri: file.uri, splices: [replaceNode(file, node, scalarSource(id, true))] }];
      fixes.push({ title: create({ id }), edits: together([...cite, entry]) });
    }
    return fixes;
  },
};

/** The IDs of a value that holds several; none where any piece is no ID. */
function piecesOf(written: string): readonly string[] {
  const pieces = written.split(/[、，､,;；／/・\s]/).filter((piece) => piece !== '');
  return pieces.every((piece) => ID.test(piece)) ? pieces : [];
}

function idOf({ node }: Entry): string | undefined {
  const map = asMap(node);
  return map && evidenceItem(map).id?.value;
}

/** Every place of an entry that cites evidence. */
function usesOf(entry: Entry): readonly EvidenceUse[] {
  const map = asMap(entry.node);
  if (!map) return [];
  if (entry.sequence === 'answers') return repliesOf(answerOf(map)).flatMap((reply) => reply.evidence);
  if (entry.sequence === 'sections') return [...withNested(sectionOf(map))].flatMap((section) => evidenceUses(section.node));
  if (entry.document.kind === 'risks') return treatmentRows(scenarioOf(map)).flatMap((row) => row.evidence);
  return evidenceUses(map);
}
