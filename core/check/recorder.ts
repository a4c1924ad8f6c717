/** What rules see of the package while they check one document, and what they ask for. */
import type { Catalog } from '../catalog/catalog.ts';
import type { Catalogs } from '../catalog/catalogs.ts';
import type { Control } from '../catalog/control.ts';
import type { KaijiDocument } from '../model/document.ts';
import type { Baseline } from '../package/baseline.ts';
import { ownCatalog, type Site, type Table } from '../package/index.ts';
import type { Package } from '../package/package.ts';
import type { DocumentContext, Noted, Rule } from '../rules/rule.ts';
import type { Dependents, Question, Topic } from './dependents.ts';

/** A view may be taken apart, so it does not rest on `this`. */
export class Recorder implements DocumentContext {
  readonly catalogs: Catalogs;
  readonly own: Catalog | undefined;
  readonly home: string;
  private asked: Question[] = [];
  private allowed: readonly Table[] = [];
  private noted: () => readonly (readonly Noted[])[] = () => [];

  constructor(
    private readonly whole: Package,
    private readonly document: KaijiDocument,
    private readonly dependents: Dependents,
    readonly date: string,
  ) {
    this.catalogs = whole.catalogs;
    this.own = ownCatalog(document, whole.catalogs);
    this.home = whole.uri;
  }

  /** What is asked for from now on belongs to a new look. @param notes what `noteParts()` answers */
  begin(notes?: () => readonly (readonly Noted[])[]): void {
    this.asked = [];
    this.noted = notes ?? (() => []);
  }

  /** The rule that asks next. */
  for(rule: Extract<Rule, { readonly scope: 'entry' | 'document' }>): this {
    this.allowed = rule.reads ?? [];
    return this;
  }

  /** What was asked for since {@link begin}. */
  get questions(): readonly Question[] {
    return this.asked.slice();
  }

  readonly lookup = (table: Table, key: string): readonly Site[] => {
    this.declared(table);
    this.note(table, key);
    return this.whole.lookup(table, key);
  };

  readonly keys = (table: Table): ReadonlySet<string> => {
    this.declared(table);
    this.note('keys', table);
    return this.whole.keys(table);
  };

  readonly leads = (table: Table, key: string): boolean => this.lookup(table, key)[0]?.document === this.document;

  readonly isAbsent = (uri: string): boolean => {
    this.note('files', uri);
    return this.whole.absent.has(uri);
  };

  readonly baseline = (): Baseline | undefined => {
    this.note('baseline', '');
    return this.whole.baseline;
  };

  readonly unanswered = (catalog: Catalog): readonly Control[] => {
    this.note('worked-out', `unanswered ${catalog.reference}`);
    return this.whole.unanswered(catalog);
  };

  readonly untreated = (catalog: Catalog): readonly Control[] => {
    this.note('worked-out', `untreated ${catalog.reference}`);
    return this.whole.untreated(catalog);
  };

  readonly noteParts = (): readonly (readonly Noted[])[] => this.noted();

  readonly notes = (): readonly Noted[] => this.noted().flat();

  readonly saidKeys = (table: Table): Iterable<string> => {
    this.declared(table);
    this.note('keys', table);
    return this.whole.index.saidKeys(this.document, table);
  };

  readonly said = (table: Table, key: string): readonly Site[] => {
    this.declared(table);
    this.note(table, key);
    return this.whole.index.said(this.document, table, key);
  };

  private note(topic: Topic, key: string): void {
    const question = this.dependents.question(topic, key);
    if (question.mark === this.asked) return;
    question.mark = this.asked;
    this.asked.push(question);
  }

  private declared(table: Table): void {
    if (!this.allowed.includes(table)) throw new Error(`table ${table} is not among those the rule reads`);
  }
}
