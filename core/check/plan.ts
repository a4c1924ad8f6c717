/** Which rules look at what, sorted once for the rules in force. */
import type { KindName } from '../model/schema.ts';
import type { BlockRule, DocumentRule, EntryRule, Rule } from '../rules/rule.ts';

/** The rules for the entries of one sequence of one kind of document. */
export interface EntryPlan {
  /** Those that read the entry and the header alone. */
  readonly own: readonly EntryRule[];
  /** Those that look things up. */
  readonly looking: readonly EntryRule[];
  /** Those that take note of an entry for a check of the whole document. */
  readonly noting: readonly DocumentRule[];
}

export class Plan {
  readonly blocks: readonly BlockRule[];
  private readonly entries = new Map<string, EntryPlan>();
  private readonly documents = new Map<KindName | undefined, readonly DocumentRule[]>();

  constructor(readonly rules: readonly Rule[]) {
    this.blocks = rules.filter((rule) => rule.scope === 'block');
  }

  /** @param sequence `''` for the header */
  forEntries(kind: KindName | undefined, sequence: string): EntryPlan {
    const name = `${kind} ${sequence}`;
    let plan = this.entries.get(name);
    if (!plan) {
      const here = this.rules.filter(
        (rule): rule is EntryRule =>
          rule.scope === 'entry' && concerns(rule, kind) && (rule.sequences?.includes(sequence) ?? true),
      );
      const noting = this.forDocument(kind).filter((rule) => rule.note && (rule.sequences?.includes(sequence) ?? true));
      plan = { own: here.filter(({ reads }) => !reads), looking: here.filter(({ reads }) => reads), noting };
      this.entries.set(name, plan);
    }
    return plan;
  }

  forDocument(kind: KindName | undefined): readonly DocumentRule[] {
    let rules = this.documents.get(kind);
    if (!rules) {
      rules = this.rules.filter((rule): rule is DocumentRule => rule.scope === 'document' && concerns(rule, kind));
      this.documents.set(kind, rules);
    }
    return rules;
  }
}

/** A rule that names kinds looks at documents of these; an entry rule that names none at those of every known kind. */
export function concerns(
  rule: Extract<Rule, { readonly scope: 'entry' | 'document' | 'outcome' }>,
  kind: KindName | undefined,
): boolean {
  return rule.kinds ? kind !== undefined && rule.kinds.includes(kind) : rule.scope !== 'entry' || kind !== undefined;
}
