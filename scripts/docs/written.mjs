import { crosswalkPage } from './crosswalk-page.mjs';
import { readmeWithTables } from './readme.mjs';
import { manifestWithRules, textsWithRules } from './rule-setting.mjs';
import { rulesPage } from './rules-page.mjs';
import { securityWithTables } from './security-page.mjs';
import { settingsPage } from './settings-page.mjs';

/**
 * What is written from the rules, the manifest and the catalogs: contents by path, whole files also where only a part is.
 * @param rules core/rules/registry.ts
 * @param pages their pages by code
 * @param catalogs core/catalog's Catalogs
 * @param read the text of a file as it is
 */
export function writtenFrom({ rules, pages, catalogs, read }) {
  const manifest = manifestWithRules(read('package.json'), rules);
  const texts = {
    ja: textsWithRules(read('package.nls.ja.json'), rules, 'ja'),
    en: textsWithRules(read('package.nls.json'), rules, 'en'),
  };
  const parsed = { manifest: JSON.parse(manifest), texts: { ja: JSON.parse(texts.ja), en: JSON.parse(texts.en) } };
  return {
    'package.json': manifest,
    'package.nls.ja.json': texts.ja,
    'package.nls.json': texts.en,
    'docs/rules.md': rulesPage(rules, pages),
    'docs/settings.md': settingsPage(parsed.manifest, parsed.texts),
    'docs/crosswalk.md': crosswalkPage(catalogs),
    'docs/security.md': securityWithTables(read('docs/security.md')),
    'README.md': readmeWithTables(read('README.md'), { rules, ...parsed }),
  };
}
