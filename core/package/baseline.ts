/**
 * A baseline: findings a package accepts for a reason and, where it says so, until a day. It is JSON, `[{ path, rule, control, reason, expires }]`
 * (docs/guide.md): `path` begins at the folder of the baseline; `control` is the canonical ID the finding is about, and without it all findings of the rule in
 * the file are meant; `expires` is the last day it counts, `YYYY-MM-DD`.
 */
import { isDay } from '../date.ts';
import { endOfJson } from '../text/json.ts';
import { locationIn } from './location.ts';
import { canonicalUri, parentUri, resolveUri } from './uri.ts';

/** Plain data: it goes from thread to thread. */
export interface Baseline {
  /** Of the file; canonical. */
  readonly uri: string;
  readonly accepted: readonly Acceptance[];
  readonly faults: readonly Fault[];
}

export interface Acceptance {
  /** Of the file the finding stands in; canonical. */
  readonly uri: string;
  readonly rule: string;
  readonly control?: string;
  readonly reason: string;
  readonly expires?: string;
}

/** Why a baseline, or one of its entries, accepts nothing, or not what was meant. */
export type Fault =
  /** No such file, or none in the package. */
  | { readonly what: 'absent' | 'outside' }
  /** Not JSON from this line on; 1-based. */
  | { readonly what: 'json'; readonly line: number }
  | { readonly what: 'list' }
  /** @property entry 1-based */
  | { readonly what: 'key'; readonly entry: number; readonly key: Key }
  /** A key that means nothing: the entry counts without it, and a mistyped `expires` would accept for ever. */
  | { readonly what: 'unknown-key'; readonly entry: number; readonly key: string };

export const KEYS = ['path', 'rule', 'control', 'reason', 'expires'] as const;
type Key = (typeof KEYS)[number];

/** Reads a baseline. An entry that says too little accepts nothing, and hides no other. @param uri of its file */
export function readBaseline(text: string, uri: string): Baseline {
  let parsed: unknown;
  const source = text.replace(/^\uFEFF/, '');
  try {
    parsed = JSON.parse(source);
  } catch {
    return faulty(uri, { what: 'json', line: source.slice(0, endOfJson(source)).split('\n').length });
  }
  if (!Array.isArray(parsed)) return faulty(uri, { what: 'list' });
  const folder = parentUri(uri) ?? uri;
  const faults: Fault[] = [];
  const accepted = parsed.flatMap((entry: unknown, i): readonly Acceptance[] => {
    const { path, rule, control, reason, expires } = Object(entry) as Readonly<Record<string, unknown>>;
    const wrong = (key: Key) => {
      faults.push({ what: 'key', entry: i + 1, key });
      return [];
    };
    if (!isWord(path)) return wrong('path');
    if (!isWord(rule)) return wrong('rule');
    if (!isWord(reason)) return wrong('reason');
    if (control !== undefined && !isWord(control)) return wrong('control');
    if (expires !== undefined && !(typeof expires === 'string' && isDay(expires))) return wrong('expires');
    const unknown = Object.keys(Object(entry)).find((key) => !(KEYS as readonly string[]).includes(key));
    if (unknown !== undefined) faults.push({ what: 'unknown-key', entry: i + 1, key: unknown });
    const file = canonicalUri(resolveUri(folder, path));
    return [
      { uri: file, rule, reason, ...(control === undefined ? {} : { control }), ...(expires === undefined ? {} : { expires }) },
    ];
  });
  return { uri, accepted, faults };
}

function isWord(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

function faulty(uri: string, fault: Fault): Baseline {
  return { uri, accepted: [], faults: [fault] };
}

/** What baselines say, read once, and again when something on disk has changed. Has a life cycle. URIs are canonical. */
export class Baselines {
  private readonly known = new Map<string, Promise<Baseline>>();

  constructor(private readonly read: (uri: string) => Promise<string>) {}

  /** @param home the package's folder @param path of the baseline as the manifest writes it */
  of(home: string, path: string): Promise<Baseline> {
    const location = locationIn(home, path.includes('/') ? path : `./${path}`);
    if (location.kind !== 'inside') return Promise.resolve(faulty(canonicalUri(home), { what: 'outside' }));
    const { uri } = location;
    let found = this.known.get(uri);
    if (!found) {
      found = this.read(uri).then(
        (text) => readBaseline(text, uri),
        () => faulty(uri, { what: 'absent' }),
      );
      this.known.set(uri, found);
    }
    return found;
  }

  /** Whether a file is one that was read, or looked for. */
  concerns(uri: string): boolean {
    return this.known.has(uri) || [...this.known.keys()].some((known) => known.startsWith(`${uri}/`));
  }

  /** Something came, went or changed on disk. @param below what the URIs to forget begin with; all where absent */
  forget(below = ''): void {
    for (const uri of this.known.keys()) if (uri.startsWith(below)) this.known.delete(uri);
  }
}

/** By file and rule, what is accepted there. */
export class Accepted {
  private readonly byPlace = new Map<string, Acceptance[]>();

  /** @param today `YYYY-MM-DD` */
  constructor(
    baselines: readonly Baseline[],
    private readonly today: string,
  ) {
    for (const one of baselines.flatMap(({ accepted }) => accepted)) {
      const key = `${one.uri} ${one.rule}`;
      const list = this.byPlace.get(key);
      if (list) list.push(one);
      else this.byPlace.set(key, [one]);
    }
  }

  get isEmpty(): boolean {
    return this.byPlace.size === 0;
  }

  /**
   * What is said of a finding: one that still counts before one that has expired; undefined where it is accepted nowhere.
   * @param controls it is about, under any of their names
   */
  of(
    uri: string,
    rule: string,
    controls: readonly (string | undefined)[],
  ): { readonly acceptance: Acceptance; readonly isExpired: boolean } | undefined {
    const meant = (this.byPlace.get(`${uri} ${rule}`) ?? []).filter(
      (one) => one.control === undefined || controls.includes(one.control),
    );
    const isExpired = ({ expires }: Acceptance) => expires !== undefined && expires < this.today;
    const acceptance = meant.find((one) => !isExpired(one)) ?? meant[0];
    return acceptance && { acceptance, isExpired: isExpired(acceptance) };
  }
}
