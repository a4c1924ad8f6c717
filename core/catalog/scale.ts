/** Scales of risk assessment as data (catalogs/scales/): the levels of each axis, how importance and value are computed, and the line from which a risk needs treatment. */
import type { Bilingual } from '../language.ts';

export interface Axis {
  /** Both ends count. */
  readonly min: number;
  readonly max: number;
  readonly title: Bilingual;
  /** What a level means. */
  readonly levels?: readonly (Bilingual & { readonly level: number })[];
}

export interface ScaleData {
  readonly id: string;
  readonly title: Bilingual;
  readonly axes: Readonly<Record<string, Axis>>;
  /** The importance of an asset: the highest of these axes. */
  readonly importance?: { readonly rule: 'max'; readonly of: readonly string[] };
  /** The value of a risk: the product of these; `importance` is the computed one. */
  readonly value?: { readonly rule: 'product'; readonly of: readonly string[] };
  readonly line?: { readonly value: number; readonly reason: Bilingual };
  /** The catalog its measures stand in: offered first where measures are named. */
  readonly measures?: string;
}

/** Levels by axis; undefined where one is not known. */
export type Levels = Readonly<Record<string, number | undefined>>;

export class Scale {
  constructor(readonly data: ScaleData) {}

  get id(): string {
    return this.data.id;
  }

  axis(name: string): Axis | undefined {
    return Object.hasOwn(this.data.axes, name) ? this.data.axes[name] : undefined;
  }

  /** Whether an axis has a level; true for an axis the scale does not have. */
  has(name: string, level: number): boolean {
    const axis = this.axis(name);
    return !axis || (level >= axis.min && level <= axis.max);
  }

  /** Undefined where a level it rests on is not known. */
  importance(levels: Levels): number | undefined {
    const numbers = known(this.data.importance?.of ?? [], levels);
    return numbers && numbers.length > 0 ? Math.max(...numbers) : undefined;
  }

  /** @param levels with `importance` among them where the scale multiplies it */
  value(levels: Levels): number | undefined {
    const numbers = known(this.data.value?.of ?? [], levels);
    return numbers && numbers.length > 0 ? numbers.reduce((product, level) => product * level, 1) : undefined;
  }

  /** The lowest and highest importance there can be. */
  get importanceRange(): { readonly min: number; readonly max: number } {
    const axes = (this.data.importance?.of ?? []).flatMap((name) => this.axis(name) ?? []);
    return { min: Math.max(0, ...axes.map(({ min }) => min)), max: Math.max(0, ...axes.map(({ max }) => max)) };
  }
}

function known(names: readonly string[], levels: Levels): readonly number[] | undefined {
  const numbers: number[] = [];
  for (const name of names) {
    const level = levels[name];
    if (level === undefined) return undefined;
    numbers.push(level);
  }
  return numbers;
}

export class Scales {
  private readonly byId: ReadonlyMap<string, Scale>;

  constructor(all: readonly ScaleData[]) {
    this.byId = new Map(all.map((data) => [data.id, new Scale(data)]));
  }

  get ids(): Iterable<string> {
    return this.byId.keys();
  }

  of(id: string): Scale | undefined {
    return this.byId.get(id.trim());
  }
}
