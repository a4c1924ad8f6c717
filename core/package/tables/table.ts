/** The tables of a package's index: what can be looked up, and what a document says to fill them. */
import type { Catalog } from '../../catalog/catalog.ts';
import type { Catalogs } from '../../catalog/catalogs.ts';
import type { Entry, KaijiDocument } from '../../model/document.ts';
import type { Node } from '../../yaml/tree.ts';

/** Table → what its keys are. Control IDs are canonical, with the part where one is meant; ids are as written. */
export interface Keys {
  /** Control IDs answered by an entry of a checklist. */
  readonly answers: string;
  /** Control IDs a statement satisfies. */
  readonly satisfies: string;
  /** Control IDs a section answers. */
  readonly 'responds-to': string;
  /** Control IDs with official wording. */
  readonly texts: string;
  /** Scenario IDs treated in a risk annex, as the catalog has them; own ones (`x.…`) as written. */
  readonly scenarios: string;
  /** Section keys. */
  readonly sections: string;
  /** Ids of the register; of what cites it. */
  readonly evidence: string;
  readonly 'evidence-uses': string;
  /** Titles as `titleKey` compares them. */
  readonly 'evidence-titles': string;
  /** Ids of statements; of what uses them; `PACKAGE#ID` of those of the platforms this package inherits from, and `PACKAGE` alone. */
  readonly statements: string;
  readonly 'statement-uses': string;
  readonly platforms: string;
  /** What `[[…]]` may name. */
  readonly targets: string;
  /** What `[[…]]` in prose names, as written there; a control also by its canonical ID. */
  readonly mentions: string;
  /** 添付1, 別添2 as `annexesNamed` spells them. */
  readonly annexes: string;
  /** Answers that claim something is done, and those of sub-items, by their words, as `wordingOf` spells them; the node is the text. */
  readonly wordings: string;
  /** Sections by what their bodies have in common with others, as `likenessOf` spells it; the node is the section. */
  readonly likenesses: string;
  /** `WHAT ID` of everything that has an id of its own: `evidence ev-a`, `assets as-x`; of an author's catalog, `catalogs ID` and `controls ID`. */
  readonly ids: string;
  /** The same of what is named where no other table has it: `controls CL-94` under `same-as`, `references ref-x`, `catalogs ID`. */
  readonly uses: string;
  /** `KEY` or `KEY@TARGET` of a fact as `Facts.indexKey` spells it; the node is its value. */
  readonly facts: string;
  /** `service` and `provider`: where they are given a name, by the manifest and by others; the node is the text that holds it. */
  readonly called: string;
  /** Ids of parties and roles. */
  readonly parties: string;
  readonly roles: string;
  /** Parties as `from` names them; roles as `appointed-by`, `under` and `accepted-by` do. */
  readonly 'party-uses': string;
  readonly 'role-uses': string;
  /** Titles as `titleName` compares them (運用管理責任者), by the roles, parties and terms that give them, and by the prose that has them. */
  readonly titles: string;
  readonly 'title-uses': string;
  /** Owners of evidence and those who approve documents, likewise. */
  readonly people: string;
  /** Ids within risk assessments. */
  readonly assets: string;
  readonly threats: string;
  readonly vulnerabilities: string;
  /** Ids of own measures, canonical IDs of those of a catalog. */
  readonly measures: string;
  /** Asset ids, by the scenarios that assess them. */
  readonly assessed: string;
  /** Ids of threats, by the scenarios and vulnerabilities that name them; of vulnerabilities, by the scenarios. */
  readonly 'threat-uses': string;
  readonly 'vulnerability-uses': string;
  /** Measures as `measures` has them, by the scenarios that count on them; a control also as it is written. */
  readonly 'counted-on': string;
  /** Catalogs as `ID@EDITION`, by the checklists that answer them and the annexes that treat their scenarios; outline ids by their disclosures. */
  readonly checklists: string;
  readonly risks: string;
  readonly disclosures: string;
  /** `ID@EDITION` of guidelines the manifest names. */
  readonly guidelines: string;
  /** Names of terms, parties and roles; what texts define in passing (以下「本契約」という); 本… where a title or the service says what it is. */
  readonly names: string;
  /** Other spellings of terms and titles of roles, as `variants` has them. */
  readonly variants: string;
}

export type Table = keyof Keys;

/** One place that contributes to a table. */
export interface Site {
  readonly table: Table;
  readonly key: string;
  readonly document: KaijiDocument;
  readonly entry: Entry;
  readonly node: Node;
}

/** Notes a site; an empty or absent key notes nothing. */
export type Put = (table: Table, key: string | undefined, entry: Entry, node: Node) => void;

/** Notes that something of the kind `what` is named. */
export function putUse(put: Put, what: string, id: string | undefined, entry: Entry, node: Node): void {
  if (id) put('uses', `${what} ${id}`, entry, node);
}

export interface TableContext {
  readonly catalogs: Catalogs;
  /** The catalog or outline of the document. */
  readonly own: Catalog | undefined;
}

/** What entries of one kind of document say. */
export type Contributor = (entry: Entry, context: TableContext, put: Put) => void;
