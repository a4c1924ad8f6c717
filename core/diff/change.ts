/** What changed between two packages. Plain data but for the items, which know where they stand. */
import type { Bilingual } from '../language.ts';
import type { Field, Item } from './item.ts';
import type { Mark } from './words.ts';

export interface PackageDiff {
  /** Name of the service, as the new version has it, else the old one; '' where neither says. */
  readonly service: string;
  /** What the versions call themselves: that of their disclosure, else that of the service. */
  readonly old: VersionName;
  readonly now: VersionName;
  /** What has to be agreed to again first, then what is worded otherwise, then what came, went and moved; each in document order. */
  readonly changes: readonly Change[];
  /** Places that could not be read, and were not compared. */
  readonly unread: readonly Unread[];
}

/** '' for what a version does not say. */
export interface VersionName {
  /** As written: `1.1`. */
  readonly version: string;
  /** As written: `2026-04-01`. */
  readonly issued: string;
}

export type Change = Changed | Come | Gone | Moved;

/** An item, with the one it is part of: of a part its answer, of a row its scenario. */
export interface Subject {
  readonly item: Item;
  readonly within: Item | undefined;
}

/** The item is as the new package has it; what went, as the old one had it. */
interface ChangeBase extends Subject {
  /** The hospital has to agree to it again: who is responsible, how a risk is treated and by whom, a fact, a party, a guideline, less than before. */
  readonly reagree: boolean;
  /** What else reads otherwise by the same change: the answers that repeat this one or use the statement, whatever states the same fact. */
  readonly also: readonly Subject[];
}

/** A field says something else, says something for the first time, or says nothing any more. */
export interface Changed extends ChangeBase {
  readonly is: 'changed';
  readonly field: string;
  readonly label: Bilingual;
  readonly old: Bilingual | undefined;
  readonly now: Bilingual | undefined;
  /** Of prose on both sides: the words that changed, in the text as written. */
  readonly words: readonly Mark[] | undefined;
}

export interface Come extends ChangeBase {
  readonly is: 'added';
  readonly fields: readonly FieldOf[];
}

export interface Gone extends ChangeBase {
  readonly is: 'removed';
  readonly fields: readonly FieldOf[];
}

/** A field of an item that came or went, or of an item below it. */
export interface FieldOf extends Pick<Field, 'name' | 'label' | 'value'> {
  /** The part or target it is of; undefined for the item itself. */
  readonly of: Item | undefined;
}

/** A section stands elsewhere, or has another number. */
export interface Moved extends ChangeBase {
  readonly is: 'moved';
  readonly old: Place;
  readonly now: Place;
}

export interface Place {
  readonly number: string;
  /** The section it stands in; undefined at the top. */
  readonly parent: Item | undefined;
  /** The section before it; undefined for the first. */
  readonly behind: Item | undefined;
}

export interface Unread {
  readonly side: 'old' | 'new';
  readonly uri: string;
  /** 0-based. */
  readonly line: number;
}
