import { fixed, type Localized, message } from '../language.ts';
import type { Entry, KaijiFile } from '../model/document.ts';
import { scalarsOf } from '../model/field.ts';
import { scenarioOf, treatmentRows } from '../model/risks.ts';
import { japaneseTerm, schemaAt } from '../model/schema.ts';
import { slipOf, type Treatment, treatmentsIn } from '../model/treatment.ts';
import type { Splice } from '../text/text.ts';
import { replaceNode } from '../yaml/edit.ts';
import { asMap, type ScalarNode } from '../yaml/tree.ts';
import type { EntryRule, Place, RuleDocs } from './rule.ts';
import { closest } from './shared/close.ts';
import { didYouMean, write } from './shared/did-you-mean.ts';
import { placeOfPiece } from './shared/piece.ts';
import { excerpt } from './shared/syntax-place.ts';

const certainly = message<{ written: string; value: string }>({
  ja: ({ written, value }) =>
    `「${written}」は、リスク対応の語としては「${japaneseTerm('treatment', value)}」と書きます。リスク対応は、低減・回避・移転・保有のどれかで示してください。`,
  en: ({ written, value }) =>
    `The term for "${written}" is ${japaneseTerm('treatment', value)} (${value}). Risks are reduced, avoided, transferred or retained.`,
});

const noTerm = message<{ written: string; hint: Localized }>({
  ja: ({ written, hint }) =>
    `「${written}」は、リスク対応の語ではありません。${hint('ja')}低減・回避・移転・保有のどれかで示してください。二つにわたるときは [移転, 低減] のように並べます。`,
  en: ({ written, hint }) =>
    `"${written}" is no treatment. ${hint('en')}Write reduce, avoid, transfer or retain; where there are two, a list of them.`,
});

interface Data {
  readonly node: ScalarNode;
  /** Terms that may be meant, the likeliest first. */
  readonly terms: readonly string[];
  readonly certain: boolean;
}

/** Longer than any word that could be a slip of a term. */
const WORD = 20;

export const docs: RuleDocs = {
  ja: `リスク対応は、低減・回避・移転・保有の四つの語（\`reduce\`・\`avoid\`・\`transfer\`・\`retain\`）で示します。よくある書き誤りや言い換えがあると、対応ごとの集計から漏れ、評価員にも意味が伝わりません。

\`\`\`yaml
treatment: 転移        # 移転
treatment: 軽減        # 低減
\`\`\`

「転移」「転嫁」「軽減」のように、ほかの意味には取れないものは、クイックフィックスでその場所だけ、またはファイル全体をまとめて直せます。「受容」「除去」などは保有や回避を指すことが多いものの、そうとは限らないので、候補を示すだけです。それ以外の語は、書ける語を示します。

一つの行に二つあるときは \`[移転, 低減]\` と並べます。「移転 低減」「移転・低減」も二つとして読みます。「—」や「なし」は指摘しません（理由がなければ \`missing-treatment\` が知らせます）。`,
  en: `A treatment is one of four terms: reduce 低減, avoid 回避, transfer 移転, retain 保有. Slips and other words are lost when risks are counted by treatment, and an evaluator has to guess.

\`\`\`yaml
treatment: 転移        # 移転
treatment: 軽減        # 低減
\`\`\`

What can mean nothing else (転移, 転嫁, 軽減) a quick fix corrects, here or in the whole file. 受容, 除去 and the like most often mean 保有 or 回避, but not always: they are suggested only. For any other word the four terms are named.

Two treatments are a list, \`[transfer, reduce]\`; 移転 低減 and 移転・低減 are read as two as well. A dash or なし is left alone (without a reason missing-treatment reports it).`,
};

export const treatmentTerm: EntryRule = {
  code: 'treatment-term',
  severity: 'warning',
  scope: 'entry',
  kinds: ['risks', 'assessment'],
  sequences: ['scenarios'],
  summary: fixed('リスク対応の語が正しくない（転移など）', 'A word for a treatment that is none of its terms (転移 for 移転)'),
  *check(entry, { catalogs, own }) {
    const id = scenarioId(entry);
    const control = id === undefined ? undefined : (catalogs.resolve(id, own)?.id ?? id);
    for (const word of treatmentNodes(entry).flatMap(treatmentsIn)) {
      if (word.value !== undefined || word.none) continue;
      const { written, node, piece } = word;
      const { terms, certain } = readingOf(word);
      const [term] = terms;
      yield {
        at: placeOfPiece(entry.document.file, node, piece),
        message:
          certain && term !== undefined
            ? certainly({ written: excerpt(written, 40), value: term })
            : noTerm({ written: excerpt(written, 40), hint: didYouMean(terms.map((value) => japaneseTerm('treatment', value))) }),
        ...(control === undefined ? {} : { control }),
        data: { node, terms, certain } satisfies Data,
      };
    }
  },
  fixes(finding, { file }) {
    const { node, terms, certain } = finding.data as Data;
    // Nothing comes near: any of them may be meant.
    const offered = terms.length > 0 ? terms : allTerms();
    return offered.map((value, i) => {
      const name = /[a-z]/i.test(node.text) ? value : japaneseTerm('treatment', value);
      return {
        title: write({ name }),
        edits: [{ uri: file.uri, splices: [spliceOf(finding.at, node, file, name)] }],
        ...(certain ? { safe: true } : {}),
        ...(i === 0 && terms.length > 0 ? { preferred: true } : {}),
      };
    });
  },
};

/** The term in place of the word, whatever stands beside it; of a value spelled in another way than it reads, in place of all. */
function spliceOf(at: Place, node: ScalarNode, file: KaijiFile, name: string): Splice {
  if (at.start === node.start && at.end === node.end) return replaceNode(file, node, name);
  const base = file.tree.startOf(at.block);
  return { start: base + at.start, end: base + at.end, text: name };
}

function readingOf({ written }: Treatment): Pick<Data, 'terms' | 'certain'> {
  if (written.length > WORD) return { terms: [], certain: false };
  const slip = slipOf(written);
  if (slip) return { terms: [slip.value], certain: slip.certain };
  const values = allTerms();
  const spelled = new Map(
    values.flatMap((value) => [[value, value] as const, [japaneseTerm('treatment', value), value] as const]),
  );
  const near = closest(written, spelled.keys()).flatMap((name) => spelled.get(name) ?? []);
  return { terms: [...new Set(near)], certain: false };
}

function allTerms(): readonly string[] {
  return Object.keys(schemaAt('risks', ['scenarios', 0, 'treatment'])?.['x-terms'] ?? {});
}

/** Every `treatment` of an entry; what an alias stands for counts where it is written. */
function treatmentNodes(entry: Entry): readonly ScalarNode[] {
  const map = asMap(entry.node);
  if (!map) return [];
  const rows = entry.document.kind === 'risks' ? treatmentRows(scenarioOf(map)).map((row) => row.map) : [map];
  const { tree } = entry.document.file;
  // An alias stands for what is written before it.
  const { start } = tree.spanOf(entry.node);
  return rows
    .flatMap((row) => scalarsOf(row, 'treatment'))
    .filter((node) => tree.spanOf(node).start >= start && node.text.trim() !== '');
}

function scenarioId(entry: Entry): string | undefined {
  const map = asMap(entry.node);
  return scalarsOf(map, entry.document.kind === 'risks' ? 'scenario' : 'id')[0]?.text;
}
