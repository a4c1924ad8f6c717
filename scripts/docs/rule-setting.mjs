// The setting `kaiji.rules`: a property for each rule, so that VS Code completes its names and values and shows what they are about.

const LEVELS = ['error', 'warning', 'info', 'hint', 'off'];

/** package.json, as text, with a property of `kaiji.rules` for each rule; nothing else changes. */
export function manifestWithRules(source, rules) {
  const manifest = JSON.parse(source);
  const setting = manifest.contributes.configuration.map(({ properties }) => properties['kaiji.rules']).find(Boolean);
  setting.properties = Object.fromEntries(
    rules.map(({ code, severity }) => [
      code,
      {
        type: 'string',
        enum: LEVELS,
        enumDescriptions: LEVELS.map((level) => `%severity.${level}%`),
        default: severity,
        description: `%rule.${code}%`,
      },
    ]),
  );
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** package.nls*.json, as text, with what each rule is about behind the texts written by hand. */
export function textsWithRules(source, rules, language) {
  const own = Object.entries(JSON.parse(source)).filter(([key]) => !key.startsWith('rule.'));
  const about = rules.map(({ code, summary }) => [`rule.${code}`, summary(language)]);
  return `${JSON.stringify(Object.fromEntries([...own, ...about]), null, 2)}\n`;
}
