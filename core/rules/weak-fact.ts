import { type FactBound, Facts } from '../catalog/facts.ts';
import { fixed, inLanguage, type Localized, message } from '../language.ts';
import { answerOf } from '../model/checklist.ts';
import { itemsOf, textField } from '../model/field.ts';
import type { Site } from '../package/index.ts';
import { asMap } from '../yaml/tree.ts';
import type { EntryContext, EntryRule, RuleDocs } from './rule.ts';
import { nameOfFact, STATING, type Stated, sourceTitle, spoken, statedIn, valueAt } from './shared/stated-facts.ts';

const weak = message<{ name: Localized; value: Localized; source: Localized; at: string; asked: Localized; unless: Localized }>({
  ja: ({ name, value, source, at, asked, unless }) =>
    `${name('ja')}が「${value('ja')}」です。${source('ja')}の ${at} が求める「${asked('ja')}」を満たしていません。値を見直すか、${unless('ja')}足りない分を補う対策を回答に書いてください。`,
  en: ({ name, value, source, at, asked, unless }) =>
    `${name('en')} is "${value('en')}". ${at} of ${source('en')} asks for ${asked('en')}. Reconsider the value${unless('en')} or say in the answer what makes up for it.`,
});

const exception = message<{ facts: Localized }>({
  ja: ({ facts }) => `例外にあたるなら ${facts('ja')} を仕様値に加えるか、`,
  en: ({ facts }) => `, add ${facts('en')} to the facts where that is so,`,
});

const REFERS = '参照';

export const docs: RuleDocs = {
  ja: `\`kaiji.yaml\` で準拠するとしたガイドラインの版と、回答している様式の項目が数や期限を求めているとき、それに届かない仕様値を知らせます。メッセージに、求められる値と、それを求める版・項目を示します。

\`\`\`yaml
facts:
  password.min-length: 6      # CL-79(3) は8文字以上
  tls.min-version: "1.1"      # CL-171 は TLS 1.2
\`\`\`

ガイドラインが認める例外にあたるときは、指摘しません。たとえばパスワードの有効期間は、多要素認証を例外とする版では、パッケージのどこかに \`mfa: 必須\` とあれば問いません。「対象外」と答えた項目の要求も同じです。「参照」とした版、準拠するとしていない版、原典を確かめられていない版、数を示していない要求は使いません。

届かない値を承知のうえで用いるときは、補う対策を回答に書き、理由を添えて指摘を抑止してください。`,
  en: `Reports facts below what is asked by a guideline edition the manifest claims to conform to, or by a control of a catalog the package answers. The message names the bound, the edition and the clause.

\`\`\`yaml
facts:
  password.min-length: 6      # CL-79(3): 8 or more
  tls.min-version: "1.1"      # CL-171: TLS 1.2
\`\`\`

Exceptions are respected: the password age is not asked about where the package states \`mfa: required\` and the edition makes that an exception; neither is what a control answered as not applicable asks. Editions merely referred to (参照), editions known at second hand only, and demands without a number report nothing.

Where the value is right nevertheless, write what makes up for it in the answer and silence the finding with the reason.`,
};

export const weakFact: EntryRule = {
  code: 'weak-fact',
  severity: 'warning',
  scope: 'entry',
  kinds: ['checklist', 'disclosure', 'statements'],
  sequences: STATING,
  reads: ['facts', 'guidelines', 'checklists', 'answers'],
  summary: fixed('仕様値が、準拠するガイドラインの要求に届かない', 'A fact below what a claimed guideline edition asks'),
  *check(entry, context) {
    const { catalogs } = context;
    for (const stated of statedIn(entry, catalogs)) {
      const { fact, value, node } = stated;
      if (!fact || !value) continue;
      for (const bound of fact.asks ?? []) {
        if (bound.unconfirmed || !catalogs.facts.fallsShort(fact, value, bound)) continue;
        const source = bound.from.find((from) => isClaimed(from, context));
        if (source === undefined || isExcepted(bound, stated, context)) continue;
        yield {
          at: node,
          message: weak({
            name: nameOfFact(stated),
            value: spoken(stated, value, node.text, catalogs.facts),
            source: sourceTitle(source, catalogs),
            at: bound.at,
            asked: (language) => inLanguage(bound.said, language),
            unless: bound.unless ? exception({ facts: excusing(bound.unless, catalogs.facts) }) : () => '',
          }),
          control: bound.at,
        };
        // One value, one finding: who mends it looks at the other bounds anyway.
        break;
      }
    }
  },
};

/** Whether the package claims a guideline edition, or answers that of a catalog. */
function isClaimed(from: string, { lookup }: EntryContext): boolean {
  return lookup('checklists', from).length > 0 || lookup('guidelines', from).some((site) => !isReference(site));
}

/** An edition that the manifest names, but not to conform to it. */
function isReference({ document, node }: Site): boolean {
  return itemsOf(document.root, 'guidelines').some((item) => {
    const map = asMap(item);
    return textField(map, 'id')?.node === node && textField(map, 'relation')?.value.trim() === REFERS;
  });
}

function isExcepted({ at, unless = {}, except = [] }: FactBound, { target }: Stated, context: EntryContext): boolean {
  const { catalogs, lookup } = context;
  if (except.some((word) => target.includes(word))) return true;
  const excused = Object.entries(unless).some(([key, canonical]) => {
    const named = catalogs.facts.keyOf(key);
    const sites = [...new Set([key, Facts.indexKey({ key, target })])].flatMap((one) => lookup('facts', one));
    return sites.some((site) => valueAt(site, named, catalogs.facts)?.canonical === canonical);
  });
  const control = catalogs.resolve(at)?.control.id;
  return excused || (control !== undefined && lookup('answers', control).some(isNotApplicable));
}

function isNotApplicable({ entry }: Site): boolean {
  const map = asMap(entry.node);
  return map !== undefined && answerOf(map).status?.value === 'not-applicable';
}

/** `mfa: 必須`. */
function excusing(unless: Readonly<Record<string, string>>, facts: Facts): Localized {
  return (language) =>
    Object.entries(unless)
      .map(([key, canonical]) => `${key}: ${spoken(facts.keyOf(key), { canonical }, canonical, facts)(language)}`)
      .join(language === 'ja' ? '、' : ' or ');
}
