/** Facts (仕様値) whose value is none of their type, or whose key is nearly that of a known one: a part of `invalid-value`. */
import type { Catalogs } from '../../catalog/catalogs.ts';
import { type Fact, Facts } from '../../catalog/facts.ts';
import { fixed, type Localized, message } from '../../language.ts';
import type { Entry } from '../../model/document.ts';
import type { Finding } from '../rule.ts';
import { closest } from '../shared/close.ts';
import { didYouMean } from '../shared/did-you-mean.ts';
import { nameOfFact, statedIn } from '../shared/stated-facts.ts';
import { excerpt } from '../shared/syntax-place.ts';

const unreadable = message<{ value: string; name: Localized; form: Localized }>({
  ja: ({ value, name, form }) => `「${value}」は${name('ja')}の値として読めません。${form('ja')}`,
  en: ({ value, name, form }) => `"${value}" cannot be read as a value of ${name('en')}. ${form('en')}`,
});

const unlikely = message<{ value: string; name: Localized; range: string }>({
  ja: ({ value, name, range }) =>
    `「${value}」は${name('ja')}の値としては考えにくいものです。ふつうは ${range} です。書き誤りでないか確かめてください。`,
  en: ({ value, name, range }) => `"${value}" is an unlikely value of ${name('en')}; ${range} is usual. Check it for a slip.`,
});

const unknownKey = message<{ key: string; hint: Localized }>({
  ja: ({ key, hint }) =>
    `「${key}」という仕様値は一覧にありません。${hint('ja')}独自の仕様値なら、キーを x. で始めると区別できます。`,
  en: ({ key, hint }) =>
    `There is no fact "${key}". ${hint('en')}A fact of your own is told apart by a key that starts with "x.".`,
});

const numeric = message<{ unit: Localized; none: boolean; unlimited: boolean; whole: boolean }>({
  ja: ({ unit, none, unlimited, whole }) =>
    `${whole ? '整数' : '数'}を書いてください${unit('ja') && `（単位は${unit('ja')}）`}。${none ? '設けていないときは「なし」と書きます。' : ''}${unlimited ? '期限がないときは「無期限」と書きます。' : ''}`,
  en: ({ unit, none, unlimited, whole }) =>
    `Write a ${whole ? 'whole ' : ''}number${unit('en') && ` of ${unit('en')}`}${none ? ', or none' : ''}${unlimited ? ', or unlimited' : ''}.`,
});

const terms = message<{ terms: Localized }>({
  ja: ({ terms }) => `書けるのは ${terms('ja')} です。`,
  en: ({ terms }) => `It takes ${terms('en')}.`,
});

const versions = fixed('1.2 のように、版の数字を書いてください。', 'Write the number of the version, such as 1.2.');
const booleans = fixed('「あり」か「なし」を書いてください。', 'Write true or false.');

/** Findings about the facts an entry states; `data.names` are what a fix may write over `data.node`. */
export function* illTypedFacts(entry: Entry, catalogs: Catalogs): Generator<Finding> {
  const { facts } = catalogs;
  for (const stated of statedIn(entry, catalogs)) {
    const { fact, key, target, keyNode, node, value } = stated;
    const written = excerpt(node.text.trim(), 40);
    if (!fact) {
      const near = key.startsWith('x.')
        ? []
        : closest(
            key,
            facts.all.map((one) => one.key),
          );
      const names = near.map((name) => Facts.indexKey({ key: name, target }));
      if (near.length > 0) {
        const data = { node: keyNode, names };
        yield { at: keyNode, message: unknownKey({ key: excerpt(key, 40), hint: didYouMean(near) }), severity: 'hint', data };
      }
    } else if (!value) {
      const data = { node, names: choices(fact), open: true };
      yield { at: node, message: unreadable({ value: written, name: nameOfFact(stated), form: formOf(fact, facts) }), data };
    } else if (!facts.isSensible(fact, value)) {
      const range = `${fact.min ?? ''}〜${fact.max ?? ''}`;
      const data = { node, names: [] };
      yield { at: node, message: unlikely({ value: written, name: nameOfFact(stated), range }), severity: 'warning', data };
    }
  }
}

/** What may be written, where that is a short list; none of it is preferred, for that would be a statement nobody made. */
function choices({ type, values = [] }: Fact): readonly string[] {
  return type === 'boolean' ? ['あり', 'なし'] : type === 'term' ? values.map(({ ja }) => ja) : [];
}

function formOf(fact: Fact, facts: Facts): Localized {
  switch (fact.type) {
    case 'integer':
    case 'number': {
      const unit = facts.unitOf(fact);
      return numeric({
        unit: (language) => (unit ? (language === 'ja' ? unit.ja : unit.en) : ''),
        none: fact.none === true,
        unlimited: fact.unlimited === true,
        whole: fact.type === 'integer',
      });
    }
    case 'version':
      return versions;
    case 'boolean':
      return booleans;
    case 'term':
    case 'text': {
      const values = fact.values ?? [];
      return terms({
        terms: (language) => values.map((one) => (language === 'ja' ? one.ja : one.value)).join(language === 'ja' ? '、' : ', '),
      });
    }
  }
}
