/** Facts (仕様値, catalogs/facts.yaml): what a service states as a value, how values are read, and what guidelines ask of them. */
import type { Bilingual } from '../language.ts';
import { inUnit, type Unit, type UnitName, unitAt, unitOf } from './unit.ts';

export type FactType = 'integer' | 'number' | 'version' | 'term' | 'boolean' | 'text';

export interface Fact {
  /** `password.max-age-days`. */
  readonly key: string;
  readonly type: FactType;
  readonly label: Bilingual;
  /** One sentence: what the value says. */
  readonly description: Bilingual;
  readonly unit?: UnitName;
  /** What a term may be; of a text, the values that have several names. */
  readonly values?: readonly FactTerm[];
  /** Outside of these a value is a slip of the pen; inclusive, in the fact's unit. */
  readonly min?: number;
  readonly max?: number;
  /** Which of two values is the stricter one. */
  readonly better?: 'lower' | 'higher';
  /** なし is an answer: no limit where lower is better, nothing at all where higher is. */
  readonly none?: boolean;
  /** 無期限 is an answer where higher is better. */
  readonly unlimited?: boolean;
  readonly asks?: readonly FactBound[];
  /** What a text must say for the fact to be read out of it. */
  readonly reads?: readonly FactReading[];
}

export interface FactTerm extends Bilingual {
  readonly value: string;
  readonly en: string;
  readonly also?: readonly string[];
}

/** What a guideline edition or a catalog asks of a fact. One of `min`, `max`, `limited` and `values` is there. */
export interface FactBound {
  /** Editions of guidelines (`oq-assessment@1.2`) and of catalogs (`medcloud-checklist@2019`); a package that claims or answers any of them is asked this. */
  readonly from: readonly string[];
  /** The control that asks. */
  readonly at: string;
  readonly min?: number | string;
  readonly max?: number | string;
  /** There must be some limit: なし is too little. */
  readonly limited?: boolean;
  readonly values?: readonly string[];
  /** What is asked, in a few words of ours: 2か月以内. */
  readonly said: Bilingual;
  /** Not asked where the package states one of these facts so. */
  readonly unless?: Readonly<Record<string, string>>;
  /** Not asked of targets whose name has one of these words. */
  readonly except?: readonly string[];
  /** The source is known at second hand only: shown, never reported. */
  readonly unconfirmed?: boolean;
}

/** How running text states a fact: a number in words that leave no doubt, or a wording that stands for a value. */
export interface FactReading {
  /** One stands before the number in its sentence and is what the sentence is about. */
  readonly subject?: readonly string[];
  /** What may stand directly before the subject, with の or 用 or without: 利用者のパスワード. Any other word makes it something else. */
  readonly qualified?: readonly string[];
  /** One stands directly before the number. */
  readonly before?: readonly string[];
  /** One stands directly behind the number and its unit. */
  readonly after?: readonly string[];
  /** One stands in the sentence behind the number. */
  readonly verb?: readonly string[];
  /** None stands in the sentence. */
  readonly without?: readonly string[];
  /** Instead of a number: the value, and the wordings that state it. */
  readonly value?: string;
  readonly phrases?: readonly string[];
}

/** A value that was read. Immutable. */
export interface FactValue {
  /** As the format writes it; equal values have equal ones. */
  readonly canonical: string;
  /** Of numbers and versions: what to compare by, in the fact's unit; infinite where there is no limit. */
  readonly amount?: number;
}

/** A key of `facts:` taken apart. */
export interface FactKey {
  /** The fact's key, as known where it is known. */
  readonly key: string;
  /** What stands behind `@`; empty where the value holds for all. */
  readonly target: string;
  /** Undefined for a fact of the author's own. */
  readonly fact: Fact | undefined;
}

const BOOLEANS: Readonly<Record<string, string>> = {
  true: 'true',
  yes: 'true',
  あり: 'true',
  有り: 'true',
  有: 'true',
  はい: 'true',
  false: 'false',
  no: 'false',
  なし: 'false',
  無し: 'false',
  無: 'false',
  いいえ: 'false',
};
const NONE: ReadonlySet<string> = new Set(['none', 'なし', '無し', '無', '設定なし', '定めなし']);
const UNLIMITED: ReadonlySet<string> = new Set(['unlimited', '無期限', '無制限', '制限なし', '永久']);
/** Words behind a value that say no more than what the fact is. */
const TAIL: Readonly<Record<'lower' | 'higher', RegExp>> = {
  lower: /^(?:以内|以下|まで|ごと|毎|おき)?$/,
  higher: /^(?:以上|以降)?$/,
};
const NUMBER = /^([0-9]{1,9}(?:,[0-9]{3}){0,3}(?:\.[0-9]{1,9})?)/;
const VERSION = /^(?:[a-z]{1,8}(?: ?v\.?| ver\.?)? ?)?([0-9]{1,4})(?:\.([0-9]{1,4}))?$/;
/** Longest value looked into. */
const LONGEST = 200;

/** The known facts. Immutable. */
export class Facts {
  private readonly byKey: ReadonlyMap<string, Fact>;

  constructor(readonly all: readonly Fact[]) {
    this.byKey = new Map(all.map((fact) => [fact.key, fact]));
  }

  /** By key, without target; width and case do not matter. */
  fact(key: string): Fact | undefined {
    return this.byKey.get(key) ?? this.byKey.get(fold(key));
  }

  /** `backup.interval-hours@VDI` taken apart: spellings of one key and one target give the same. */
  keyOf(written: string): FactKey {
    const [name = '', ...rest] = fold(written.slice(0, LONGEST)).split('@');
    const key = name.trim();
    const fact = this.byKey.get(key);
    return { key, target: rest.join('@').trim(), fact };
  }

  /** The key a package's values are gathered under: `KEY@TARGET`, `KEY` where there is no target. */
  static indexKey({ key, target }: Pick<FactKey, 'key' | 'target'>): string {
    return target === '' ? key : `${key}@${target}`;
  }

  /**
   * A value as typed: `12`, `１２`, `12時間`, `1日` for hours, `TLS1.2`, `禁止`, `なし`. Undefined where it is no value of the fact. Whether it is sensible says
   * {@link isSensible}.
   */
  read(fact: Fact, text: string): FactValue | undefined {
    if (text.length > LONGEST) return undefined;
    const plain = fold(text);
    if (plain === '') return undefined;
    switch (fact.type) {
      case 'integer':
      case 'number':
        return numberIn(fact, plain);
      case 'version':
        return versionIn(fact, plain);
      case 'boolean': {
        const canonical = Object.hasOwn(BOOLEANS, plain) ? BOOLEANS[plain] : undefined;
        return canonical === undefined ? undefined : { canonical };
      }
      case 'term':
      case 'text': {
        const named = fact.values?.find(({ value, ja, also = [] }) => [value, ja, ...also].some((name) => fold(name) === plain));
        if (named) return { canonical: named.value };
        return fact.type === 'text' ? { canonical: plain } : undefined;
      }
    }
  }

  /** A value of a fact nobody but its author knows. */
  static plain(text: string): FactValue {
    return { canonical: fold(text) };
  }

  /** Two values of one fact that say the same. */
  static equal(a: FactValue, b: FactValue): boolean {
    return a.canonical === b.canonical;
  }

  /** Whether a number is one anybody would state: a password of 0 or 5,000 characters is a slip. */
  isSensible(fact: Fact, { amount }: FactValue): boolean {
    if (amount === undefined || fact.type === 'version') return true;
    if (fact.none && amount === noneAmount(fact)) return true;
    if (fact.unlimited && amount === Number.POSITIVE_INFINITY) return true;
    return amount >= (fact.min ?? Number.NEGATIVE_INFINITY) && amount <= (fact.max ?? Number.POSITIVE_INFINITY);
  }

  /** Whether a value is less than a bound asks; a bound that cannot be read asks nothing. Exceptions are the caller's. */
  fallsShort(fact: Fact, value: FactValue, bound: FactBound): boolean {
    if (bound.values) return !bound.values.includes(value.canonical);
    const { amount } = value;
    if (amount === undefined) return false;
    if (bound.limited) return amount === Number.POSITIVE_INFINITY;
    const min = bound.min === undefined ? undefined : this.read(fact, String(bound.min))?.amount;
    const max = bound.max === undefined ? undefined : this.read(fact, String(bound.max))?.amount;
    return (min !== undefined && amount < min) || (max !== undefined && amount > max);
  }

  /** The unit of a fact's values. */
  unitOf({ unit }: Fact): Unit | undefined {
    return unit && unitOf(unit);
  }
}

/** Width, case and the space around it aside. */
function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().trim().replace(/\s+/g, ' ');
}

function noneAmount({ better }: Fact): number {
  return better === 'higher' ? 0 : Number.POSITIVE_INFINITY;
}

function numberIn(fact: Fact, plain: string): FactValue | undefined {
  const lower = fact.better !== 'higher';
  if (fact.none && (NONE.has(plain) || (lower && UNLIMITED.has(plain)))) return { canonical: 'none', amount: noneAmount(fact) };
  if (fact.unlimited && UNLIMITED.has(plain)) return { canonical: 'unlimited', amount: Number.POSITIVE_INFINITY };
  const written = NUMBER.exec(plain)?.[1];
  if (written === undefined) return undefined;
  const rest = plain.slice(written.length).trimStart();
  const unit = unitAt(rest);
  const tail = unit ? rest.slice(unit.length) : rest;
  if (unit && fact.unit === undefined) return undefined;
  const stated = Number(written.replaceAll(',', ''));
  const amount = unit && fact.unit ? inUnit(stated, unit.name, fact.unit) : stated;
  if (amount === undefined || !TAIL[fact.better ?? 'lower'].test(tail.trim())) return undefined;
  if (fact.type === 'integer' && !Number.isInteger(amount)) return undefined;
  // 0 generations is none.
  if (fact.none && amount === noneAmount(fact)) return { canonical: 'none', amount };
  return { canonical: String(amount), amount };
}

/** `TLS1.2`, `TLSv1.2`, `1.2以上`; 1.2 comes before 1.10. */
function versionIn(fact: Fact, plain: string): FactValue | undefined {
  const bare = fact.better === 'lower' ? plain : plain.replace(/(?:以上|以降)$/, '').trim();
  const match = VERSION.exec(bare);
  if (!match) return undefined;
  const [major, minor] = [Number(match[1]), Number(match[2] ?? 0)];
  return { canonical: `${major}.${minor}`, amount: major * 10_000 + minor };
}
