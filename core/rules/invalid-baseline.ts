import { fixed, type Localized, message } from '../language.ts';
import { textField } from '../model/field.ts';
import { type Baseline, type Fault, KEYS } from '../package/baseline.ts';
import { asMap } from '../yaml/tree.ts';
import type { EntryRule, RuleDocs } from './rule.ts';
import { closest } from './shared/close.ts';
import { didYouMean } from './shared/did-you-mean.ts';
import { excerpt } from './shared/syntax-place.ts';

/** Faults beyond these are counted: a list without any reasons would have hundreds. */
const TOLD = 3;

const FAULTS = {
  absent: message<{ path: string }>({
    ja: ({ path }) =>
      `ベースライン「${path}」を読めません。ファイルを置くか、パスを直してください（パスは kaiji.yaml のあるフォルダーから書きます）。直すまで、受け入れた指摘も表示されます。`,
    en: ({ path }) =>
      `The baseline "${path}" cannot be read. Put the file there, or correct the path (it begins at the folder of kaiji.yaml). Until then what it accepts is reported.`,
  }),
  outside: message<{ path: string }>({
    ja: ({ path }) =>
      `ベースライン「${path}」はパッケージの外を指しているため、読みません。パッケージのフォルダーに置いてください。`,
    en: ({ path }) => `The baseline "${path}" leads out of the package and is not read. Put it in the folder of the package.`,
  }),
  json: message<{ path: string; line: number }>({
    ja: ({ path, line }) =>
      `ベースライン「${path}」を、${line}行目からJSONとして読めません。直すか、kaiji baseline で作り直してください。`,
    en: ({ path, line }) =>
      `The baseline "${path}" is not readable as JSON from line ${line} on. Correct it, or write it anew with kaiji baseline.`,
  }),
  list: message<{ path: string }>({
    ja: ({ path }) =>
      `ベースライン「${path}」が指摘の一覧（[ … ]）になっていません。直すか、kaiji baseline で作り直してください。`,
    en: ({ path }) =>
      `The baseline "${path}" is not a list of findings ([ … ]). Correct it, or write it anew with kaiji baseline.`,
  }),
  key: message<{ path: string; entry: number; key: string }>({
    ja: ({ path, entry, key }) =>
      `ベースライン「${path}」の${entry}件目の ${key} が${key === 'expires' ? '、暦にある日付（YYYY-MM-DD）ではありません' : 'ないか、文字列ではありません'}。直すまで、この項目では指摘を受け入れません。`,
    en: ({ path, entry, key }) =>
      `In entry ${entry} of the baseline "${path}", ${key} ${key === 'expires' ? 'is no day of the calendar (YYYY-MM-DD)' : 'is missing or no text'}. The entry accepts nothing until that is corrected.`,
  }),
  unknownKey: message<{ path: string; entry: number; key: string; hint: Localized }>({
    ja: ({ path, entry, key, hint }) =>
      `ベースライン「${path}」の${entry}件目に、使えないキー「${key}」があり、読み飛ばしています。${hint('ja')}使えるのは ${KEYS.join('・')} です。直すか、削除してください。`,
    en: ({ path, entry, key, hint }) =>
      `Entry ${entry} of the baseline "${path}" has a key "${key}", which means nothing and is left out. ${hint('en')}It may have ${KEYS.join(', ')}. Correct the key, or take it out.`,
  }),
} as const;

const unknownRule = message<{ path: string; rule: string; hint: Localized }>({
  ja: ({ path, rule, hint }) =>
    `ベースライン「${path}」に挙げた「${rule}」というルールはありません。${hint('ja')}この項目は効いていません。ルール名を確かめてください。`,
  en: ({ path, rule, hint }) =>
    `The baseline "${path}" names "${rule}", but there is no such rule. ${hint('en')}The entry has no effect: check the code.`,
});

const more = message<{ path: string; count: number }>({
  ja: ({ path, count }) => `ベースライン「${path}」には、ほかにも効いていない項目が${count}件あります。`,
  en: ({ path, count }) => `The baseline "${path}" has ${count} more such entries.`,
});

export const docs: RuleDocs = {
  ja: `ベースラインは、理由があって当面受け入れる指摘の一覧です。\`kaiji.yaml\` の \`baseline\` に、パッケージの中のJSONファイルとして挙げます。挙げた指摘は、エディターにも \`kaiji check\` にも表示されません。\`expires\` の日を過ぎると、指摘は再び表示されます。

\`\`\`json
[{ "path": "checklist.kaiji.yaml", "rule": "missing-evidence", "control": "CL-94", "reason": "監査後に登録", "expires": "2027-03-31" }]
\`\`\`

\`path\`（ベースラインのあるフォルダーから）、\`rule\`、\`reason\` は必ず書きます。\`control\` を省くと、そのファイルのそのルールの指摘すべてを受け入れます。今ある指摘の一覧は、\`kaiji baseline\` で作れます。

ファイルがない、読めない、項目に理由がない、キーやルール名が正しくないなど、ベースラインの一部または全部が効いていないときに知らせます。`,
  en: `A baseline is the list of findings that are accepted for the time being, for a reason. \`baseline\` in \`kaiji.yaml\` names it, a JSON file in the package. What it lists is shown neither in the editor nor by \`kaiji check\`, until the day under \`expires\` has passed.

\`\`\`json
[{ "path": "checklist.kaiji.yaml", "rule": "missing-evidence", "control": "CL-94", "reason": "to be registered after the audit", "expires": "2027-03-31" }]
\`\`\`

\`path\` (from the folder of the baseline), \`rule\` and \`reason\` are required. Without \`control\` all findings of the rule in the file are accepted. \`kaiji baseline\` writes one of the findings there are.

This rule tells where a baseline, or an entry of it, has no effect: no such file, not readable, no reason, a key or a rule that does not exist.`,
};

/** @param ruleCodes the codes of all rules; asked for when a manifest is checked, for the registry holds this rule too */
export const invalidBaselineOf = (ruleCodes: () => readonly string[]): EntryRule => ({
  code: 'invalid-baseline',
  severity: 'error',
  scope: 'entry',
  kinds: ['package'],
  sequences: [''],
  reads: [],
  summary: fixed('ベースライン（受け入れた指摘の一覧）が効いていない', 'A baseline (findings that are accepted) without effect'),
  *check({ node }, context) {
    const written = textField(asMap(node), 'baseline');
    const baseline = context.baseline();
    if (!written || !baseline) return;
    const path = written.value.trim();
    const messages = [
      ...baseline.faults.map((fault) => () => told(fault, path)),
      ...unknownRulesIn(baseline, ruleCodes()).map(
        ({ rule, hint }) =>
          () =>
            unknownRule({ path, rule, hint }),
      ),
    ];
    for (const one of messages.slice(0, TOLD)) yield { at: written.node, message: one() };
    const count = messages.length - TOLD;
    if (count > 0) yield { at: written.node, message: more({ path, count }) };
  },
});

/** What a baseline names as rules and is none, each once, with what may be meant. @param codes of all rules */
export function unknownRulesIn(
  { accepted }: Baseline,
  codes: readonly string[],
): readonly { readonly rule: string; readonly hint: Localized }[] {
  const known = new Set(codes);
  const unknown = new Set(accepted.map(({ rule }) => rule).filter((rule) => !known.has(rule)));
  return [...unknown].map((rule) => ({ rule: excerpt(rule, 40), hint: didYouMean(closest(rule, codes)) }));
}

function told(fault: Fault, path: string) {
  switch (fault.what) {
    case 'json':
      return FAULTS.json({ path, line: fault.line });
    case 'key':
      return FAULTS.key({ path, entry: fault.entry, key: fault.key });
    case 'unknown-key':
      return FAULTS.unknownKey({
        path,
        entry: fault.entry,
        key: excerpt(fault.key, 40),
        hint: didYouMean(closest(fault.key, KEYS)),
      });
    default:
      return FAULTS[fault.what]({ path });
  }
}
