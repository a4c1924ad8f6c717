/** What was undertaken by a day: plans of answers, treatments and measures (対応予定), and improvements evaluators asked for. */
import { daysBetween, lastDayOf } from '../date.ts';
import type { Bilingual } from '../language.ts';
import { SOON } from '../model/evidence.ts';
import { textField } from '../model/field.ts';
import { ownCatalog } from '../package/index.ts';
import type { Package } from '../package/package.ts';
import { nameOf, undertakings } from '../rules/shared/undertaking.ts';
import { placeOf } from './answers.ts';

export interface Deadline {
  readonly uri: string;
  /** 0-based. */
  readonly line: number;
  /** Canonical ID of the control or scenario, part not included; undefined for what has none. */
  readonly control: string | undefined;
  readonly title: Bilingual;
  readonly kind: 'plan' | 'improvement';
  /** What is to be done, in the author's words. */
  readonly action: string | undefined;
  /** As written. */
  readonly due: string | undefined;
  /** `YYYY-MM-DD`; undefined where no date is set, or what is written is none. */
  readonly lastDay: string | undefined;
  /** From the day of the report to the last; negative once it is over. */
  readonly daysLeft: number | undefined;
  /** `soon` for as long as evidence is about to end; undefined as `lastDay` is. */
  readonly state: 'overdue' | 'soon' | 'later' | undefined;
}

/** What plans and judgements stand in. An improvement without a date is among the open judgements alone. */
const KINDS: ReadonlySet<string | undefined> = new Set(['checklist', 'risks', 'assessment']);

/**
 * The first to be due first, those without a date last; then by path and in document order.
 * @param date today, `YYYY-MM-DD`
 */
export function deadlinesOf(whole: Package, date: string): readonly Deadline[] {
  const all = whole.documents.flatMap((document): readonly Deadline[] => {
    if (!KINDS.has(document.kind)) return [];
    const own = ownCatalog(document, whole.catalogs);
    return document.entries.flatMap((entry) => {
      let name: ReturnType<typeof nameOf> | undefined;
      return [...undertakings(entry)].flatMap(({ is, map }): readonly Deadline[] => {
        const due = textField(map, 'due');
        if (is === 'judgement' && !due) return [];
        name ??= nameOf(entry, whole.catalogs, own);
        const resolved = name.control === undefined ? undefined : whole.catalogs.resolve(name.control, own);
        const lastDay = due && lastDayOf(due.value);
        const daysLeft = lastDay === undefined ? undefined : daysBetween(date, lastDay);
        return [
          {
            ...placeOf(document, due?.node ?? map),
            control: name.control,
            title: resolved?.control.title ?? { ja: name.name.text },
            kind: is === 'plan' ? 'plan' : 'improvement',
            action: textField(map, is === 'plan' ? 'action' : 'improvement')?.value.trim(),
            due: due?.value,
            lastDay,
            daysLeft,
            state: daysLeft === undefined ? undefined : daysLeft < 0 ? 'overdue' : daysLeft <= SOON ? 'soon' : 'later',
          },
        ];
      });
    });
  });
  return all.sort((a, b) => (a.daysLeft ?? Number.POSITIVE_INFINITY) - (b.daysLeft ?? Number.POSITIVE_INFINITY) || 0);
}
