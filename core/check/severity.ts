/** How grave each rule is taken to be: default < editor settings < `kaiji.yaml` < command line. */
import { mapField } from '../model/field.ts';
import type { Package } from '../package/package.ts';
import type { Rule, Severity } from '../rules/rule.ts';
import { asScalar, keyText } from '../yaml/tree.ts';

export type Level = Severity | 'off';

export interface LevelOptions {
  /** The editor's severities, below those of `kaiji.yaml`. */
  readonly editor?: Readonly<Record<string, Level>>;
  /** The command line's, above them. */
  readonly override?: Readonly<Record<string, Level>>;
}

/** The level set for a rule; undefined where its own severity stands. */
export function levelsOf(whole: Package, options: LevelOptions): (rule: Rule) => Level | undefined {
  const manifest: Record<string, Level> = {};
  for (const pair of mapField(whole.manifest?.root, 'rules')?.pairs ?? []) {
    const code = keyText(pair);
    const level = known(asScalar(pair.value)?.text);
    if (code && level) manifest[code] = level;
  }
  return (rule) => options.override?.[rule.code] ?? manifest[rule.code] ?? known(options.editor?.[rule.code]);
}

/** Settings are typed by hand, and clients pass them on as they are. */
function known(level: unknown): Level | undefined {
  return typeof level === 'string' && LEVELS.has(level) ? (level as Level) : undefined;
}

const LEVELS: ReadonlySet<string> = new Set(['error', 'warning', 'info', 'hint', 'off']);
