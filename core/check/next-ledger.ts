/** How the ledger of a document's next version comes about: entries that stayed keep what was found in them, for all of it stands in their own nodes. */
import type { KaijiDocument } from '../model/document.ts';
import type { Part } from '../package/part.ts';
import type { DocumentRule, Finding, Note, Noted, Rule } from '../rules/rule.ts';
import { Chunked } from '../yaml/chunked.ts';
import type { Node } from '../yaml/tree.ts';
import { nameOf } from './changes.ts';
import type { Costs } from './costs.ts';
import type { Dependents, Look, Question } from './dependents.ts';
import { isSameFrame } from './frame.ts';
import { type DocumentLook, type EntryLook, type Found, isEntryLook, isLoud, type Ledger, type LedgerList } from './ledger.ts';
import type { EntryPlan, Plan } from './plan.ts';
import type { Recorder } from './recorder.ts';

/** What a check works with, whatever document it is at. */
export interface Desk {
  readonly plan: Plan;
  readonly dependents: Dependents;
  /** Looks that have to be taken again. */
  readonly concerned: ReadonlySet<Look>;
  /** The documents they are of. */
  readonly homes: ReadonlySet<string>;
  /** Told of every group of rules that looks at something. */
  readonly ran: (rules: readonly Rule[]) => void;
  /** Where they are timed. */
  readonly costs: Costs | undefined;
}

const NONE: readonly never[] = [];

/**
 * In steps: a long list is looked at entry by entry.
 * @param before the ledger of an earlier version of the document, if it was checked
 */
export function ledgerOf(
  document: KaijiDocument,
  part: Part,
  before: Ledger | undefined,
  desk: Desk,
  recorder: Recorder,
): Generator<void, Ledger> {
  return new Update(document, part, before, desk, recorder).ledger();
}

class Update {
  private readonly home: string;
  private readonly isSameFrame: boolean;
  /** Looks that were replaced or left, and those that replaced them or came, in document order. */
  private readonly gone = new Set<EntryLook>();
  private readonly come: EntryLook[] = [];
  private isReordered = false;
  private isQuiet = true;
  /** That of the ledger before, until it changes. */
  private loud: Set<EntryLook>;
  private isOwnLoud = false;

  constructor(
    private readonly document: KaijiDocument,
    private readonly part: Part,
    private readonly before: Ledger | undefined,
    private readonly desk: Desk,
    private readonly recorder: Recorder,
  ) {
    this.home = nameOf(document);
    this.isSameFrame = before !== undefined && before.part.own === part.own && isSameFrame(before.document, document);
    this.loud = (before?.loud ?? new Set()) as Set<EntryLook>;
  }

  *ledger(): Generator<void, Ledger> {
    const { document, part, before } = this;
    if (before?.document === document && before.part === part && !this.desk.homes.has(this.home)) return before;
    const header = this.headerLook();
    const lists = document.root ? yield* this.listsOfLooks() : NONE;
    for (const { sequence, looks } of before?.lists ?? [])
      if (!lists.some((list) => list.sequence === sequence)) for (const look of looks.toArray()) this.replace(look, undefined);
    const about = this.documentLooks(header, lists);
    return { document, part, header, lists, about, loud: this.loud, isQuiet: this.isQuiet };
  }

  private headerLook(): EntryLook | undefined {
    const { document, before } = this;
    const old = before?.header;
    const look = document.root && this.kept(old, document.header.node, '');
    if (look !== old) this.replace(old, look);
    return look;
  }

  private *listsOfLooks(): Generator<void, readonly LedgerList[]> {
    const lists: LedgerList[] = [];
    for (const { sequence, items } of this.document.lists) {
      const former = this.before?.lists.find((list) => list.sequence === sequence);
      const { head, tail } = this.isSameFrame && former ? former.items.shared(items) : { head: 0, tail: 0 };
      const left = former?.looks.slice(head, former.looks.length - tail) ?? [];
      const movable = new Map(this.isSameFrame ? left.map((look) => [look.item, look]) : []);
      const stayed = new Set<EntryLook>();
      const fresh: EntryLook[] = [];
      for (const item of items.slice(head, items.length - tail)) {
        const known = movable.get(item);
        if (known) stayed.add(known);
        fresh.push(known ?? this.taken(item, sequence));
        yield;
      }
      // What moved says the same in another order.
      if (stayed.size > 0) this.isReordered = true;
      for (const look of left) if (!stayed.has(look)) this.replace(look, undefined);
      for (const look of fresh) if (!stayed.has(look)) this.replace(undefined, look);
      const looks = former ? former.looks.splice(head, former.looks.length - tail, fresh) : Chunked.of(fresh);
      lists.push({ sequence, items, looks: yield* this.again(sequence, looks) });
    }
    return lists;
  }

  /** The looks of a list, those concerned taken again. */
  private *again(sequence: string, looks: Chunked<EntryLook>): Generator<void, Chunked<EntryLook>> {
    let result = looks;
    for (const look of this.desk.concerned) {
      if (look.home !== this.home || !isEntryLook(look) || look.sequence !== sequence || this.gone.has(look)) continue;
      const index = this.document.entryOf(sequence, look.item).index;
      const now = this.lookedUp(look);
      this.replace(look, now);
      result = result.splice(index, index + 1, [now]);
      yield;
    }
    return result;
  }

  /** A look that still holds, taken again as far as it is concerned. */
  private kept(old: EntryLook | undefined, item: Node, sequence: string): EntryLook {
    if (!old || !this.isSameFrame) return this.taken(item, sequence);
    return this.desk.concerned.has(old) ? this.lookedUp(old) : old;
  }

  private taken(item: Node, sequence: string): EntryLook {
    const plan = this.desk.plan.forEntries(this.document.kind, sequence);
    const entry = this.document.entryOf(sequence, item);
    this.recorder.begin();
    const weight = this.desk.costs?.nextEntry() ?? 0;
    const own = this.collected(plan.own, weight, (rule) => rule.check(entry, this.recorder.for(rule)));
    this.desk.ran(plan.own);
    return { home: this.home, item, sequence, own, ...this.lookUp(plan, item, sequence, weight) };
  }

  private lookedUp(look: EntryLook): EntryLook {
    const plan = this.desk.plan.forEntries(this.document.kind, look.sequence);
    return { ...look, ...this.lookUp(plan, look.item, look.sequence, this.desk.costs?.nextEntry() ?? 0) };
  }

  private lookUp(
    plan: EntryPlan,
    item: Node,
    sequence: string,
    weight: number,
  ): { readonly asked: readonly Question[] } & Pick<EntryLook, 'looking' | 'notes'> {
    const entry = this.document.entryOf(sequence, item);
    const { recorder } = this;
    recorder.begin();
    const looking = this.collected(plan.looking, weight, (rule) => rule.check(entry, recorder.for(rule)));
    this.desk.ran(plan.looking);
    const failures: Found[] = [];
    let notes: (Noted | undefined)[] | undefined;
    plan.noting.forEach((rule, i) => {
      const found = this.collected([rule], weight, () => {
        const note = rule.note?.(entry, recorder.for(rule));
        if (!note) return NONE;
        notes ??= new Array(plan.noting.length).fill(undefined);
        notes[i] = { sequence, note };
        return NONE;
      });
      failures.push(...found);
    });
    return { asked: recorder.questions, looking: failures.length > 0 ? [...looking, ...failures] : looking, notes };
  }

  /** @param weight how many looks these stand for where they are timed */
  private collected<R extends Rule>(rules: readonly R[], weight: number, look: (rule: R) => Iterable<Finding>): readonly Found[] {
    const costs = weight > 0 ? this.desk.costs : undefined;
    let all: Found[] | undefined;
    for (const rule of rules) {
      const found = costs ? costs.during(rule, weight, () => foundBy(rule, look)) : foundBy(rule, look);
      if (!found) continue;
      all ??= [];
      all.push(found);
    }
    return all ?? NONE;
  }

  private documentLooks(header: EntryLook | undefined, lists: readonly LedgerList[]): readonly DocumentLook[] {
    const { document, before, recorder, desk } = this;
    const isChanged = before?.document !== document;
    const isSound =
      before?.document === document || [document, before?.document].every((one) => one?.file.tree.faulty.length === 0);
    const former = new Map(before?.about.map((look) => [look.rule, look]));
    const about = desk.plan.forDocument(document.kind).map((rule): DocumentLook => {
      const old = former.get(rule);
      const isStale =
        !old ||
        !this.isSameFrame ||
        !isSound ||
        desk.concerned.has(old) ||
        (isChanged && rule.readsEntries) ||
        (rule.note !== undefined && ((isChanged && old.found.length > 0) || this.hasOtherNotes(rule)));
      if (old && !isStale) return old;
      recorder.begin(() => this.notesFor(rule, header, lists));
      const found = this.collected([rule], 1, () => rule.check(document, recorder.for(rule)));
      desk.ran([rule]);
      const look: DocumentLook = { home: this.home, rule, found, asked: recorder.questions };
      this.exchange(old, look);
      if (found.length > 0 || (old && old.found.length > 0)) this.isQuiet = false;
      return look;
    });
    for (const look of before?.about ?? [])
      if (!about.some(({ rule }) => rule === look.rule)) {
        this.exchange(look, undefined);
        if (look.found.length > 0) this.isQuiet = false;
      }
    return about;
  }

  /** What a rule noted, the header's first, then chunk by chunk of the lists. */
  private notesFor(
    rule: DocumentRule,
    header: EntryLook | undefined,
    lists: readonly LedgerList[],
  ): readonly (readonly Noted[])[] {
    const parts: (readonly Noted[])[] = [];
    const index = (sequence: string) => this.desk.plan.forEntries(this.document.kind, sequence).noting.indexOf(rule);
    const first = header?.notes?.[index('')];
    if (first) parts.push([first]);
    for (const { sequence, looks } of lists) {
      const at = index(sequence);
      if (at < 0) continue;
      for (const chunk of looks.chunks) {
        const noted = notedIn(chunk, at);
        if (noted.length > 0) parts.push(noted);
      }
    }
    return parts;
  }

  /** Whether what was noted of the entries that came says something else than that of those that went. */
  private hasOtherNotes(rule: DocumentRule): boolean {
    const keys = (looks: Iterable<EntryLook>) =>
      [...looks].flatMap(({ sequence, notes }): readonly Note['key'][] => {
        const noted = notes?.[this.desk.plan.forEntries(this.document.kind, sequence).noting.indexOf(rule)];
        return noted ? [noted.note.key] : [];
      });
    const [a, b] = [keys(this.gone), keys(this.come)];
    return this.isReordered || a.length !== b.length || a.some((key, i) => key !== b[i]);
  }

  private replace(old: EntryLook | undefined, look: EntryLook | undefined): void {
    if (old) this.gone.add(old);
    if (look) this.come.push(look);
    this.exchange(old, look);
    const wasLoud = old !== undefined && isLoud(old);
    const isNowLoud = look !== undefined && isLoud(look);
    if (!wasLoud && !isNowLoud) return;
    this.isQuiet = false;
    if (!this.isOwnLoud) this.loud = new Set(this.loud);
    this.isOwnLoud = true;
    if (wasLoud) this.loud.delete(old);
    if (isNowLoud) this.loud.add(look);
  }

  private exchange(old: Look | undefined, look: Look | undefined): void {
    if (old) this.desk.dependents.remove(old);
    if (look) this.desk.dependents.add(look);
  }
}

/** What was noted in a chunk of a list, by the place of the rule in the plan. Chunks outlive versions. */
const noted = new WeakMap<readonly EntryLook[], (readonly Noted[])[]>();

function notedIn(chunk: readonly EntryLook[], at: number): readonly Noted[] {
  const known = noted.get(chunk) ?? [];
  noted.set(chunk, known);
  let list = known[at];
  if (!list) {
    list = chunk.flatMap(({ notes }) => notes?.[at] ?? []);
    known[at] = list;
  }
  return list;
}

/** A look that throws hides nothing the others find. */
function foundBy<R extends Rule>(rule: R, look: (rule: R) => Iterable<Finding>): Found | undefined {
  let findings: Finding[] | undefined;
  let failure: { readonly error: unknown } | undefined;
  try {
    for (const finding of look(rule)) {
      findings ??= [];
      findings.push(finding);
    }
  } catch (error) {
    failure = { error: error ?? new Error('nothing was said') };
  }
  return findings || failure ? { rule, findings: findings ?? NONE, ...failure } : undefined;
}
