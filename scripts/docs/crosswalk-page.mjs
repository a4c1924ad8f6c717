// docs/crosswalk.md: what the check sheet, the METI guideline and the MIC guideline have in common, both ways. Written by `npm run docs`.

const RELATIONS = {
  equal: '＝ equal',
  subset: '⊂ subset',
  superset: '⊃ superset',
  intersects: '∩ intersects',
};

/** @param catalogs core/catalog's Catalogs */
export function crosswalkPage(catalogs) {
  const sheet = catalogs.of('medcloud-checklist');
  const meti = catalogs.of('meti-processor');
  const mic = catalogs.of('mic-cloud');
  const controls = sheet.data.controls;
  const to = (control, catalog) => control.refs.filter((ref) => ref.to.startsWith(`${catalog.data.prefix}-`));
  const lost = controls.flatMap(({ id, unresolved }) => unresolved.map((one) => ({ id, ...one })));
  const metiRefs = controls.flatMap((control) => to(control, meti));
  const by = (list, key) => {
    const groups = new Map();
    for (const item of list) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
    return groups;
  };
  const sections = by(meti.data.controls, ({ category }) => category[0]);
  const headings = by(mic.data.controls, ({ category }) => category[0]);
  const categories = by(controls, ({ category }) => category.join(' › '));
  const cited = (control) => catalogs.citing(control.id).filter(({ control: other }) => other.catalog === sheet.id);
  const uncited = meti.data.controls.filter((control) => cited(control).length === 0);
  return `${[
    '<!-- npm run docs で catalogs/ から作られます。直接は書き換えないでください。 Generated from catalogs/ by `npm run docs`. -->',
    '# 対応関係 / Crosswalk',
    '',
    '確認シート（CL）は、経済産業省ガイドライン（METI）と総務省ガイドライン（MIC）の項目を参照欄に挙げています。その参照を、どちらからも引けるように一覧にしました。',
    'The check sheet (CL) refers to the METI and MIC guidelines. These are the references, in both directions.',
    '',
    '関係は、確認項目とMETIの要求事項の文言を読み比べて決めたものです。＝ は求める内容が同じであること、⊂ は確認項目の求める内容がMETIの要求事項に含まれること（METIのほうが広い）、⊃ はその逆、∩ はどちらにも相手にない要求があることを示します。',
    'Relations were judged from both texts: ＝ both ask the same, ⊂ the check item asks less than the requirement, ⊃ more, ∩ each asks something the other does not.',
    'MICは見出ししか収録していないため、関係は判定せず、すべて ∩ としています。MIC has headings only, so relations to it are not judged and all count as ∩.',
    '',
    '## まとめ / Summary',
    '',
    '| | 件数 / Count |',
    '| --- | ---: |',
    `| METIへの参照（印字された番号） / References to METI as printed | ${metiRefs.length + lost.length} |`,
    `| 項目に結び付いたもの / resolved | ${metiRefs.length} |`,
    ...Object.entries(RELATIONS).map(
      ([relation, name]) => `| 　うち ${name} | ${metiRefs.filter((ref) => ref.relation === relation).length} |`,
    ),
    `| 推奨項目（推）で、告示にないもの / recommended, not in the notice | ${lost.filter(({ why }) => why === 'recommended').length} |`,
    `| 該当する番号がないもの / no such number | ${lost.filter(({ why }) => why === 'absent').length} |`,
    `| METIを参照する確認項目 / Check items with METI references | ${controls.filter((control) => to(control, meti).length > 0).length} |`,
    `| MICを参照する確認項目 / Check items with MIC references | ${controls.filter((control) => to(control, mic).length > 0).length} |`,
    `| どの確認項目も参照しないMETIの要求事項 / METI requirements no item cites | ${uncited.length}（${uncited.map(({ id }) => id).join('、')}） |`,
    '',
    '## 確認シートの分類から / From the check sheet',
    '',
    '| 分類 / Category | 項目 / Items | METIあり / METI | MICあり / MIC | どちらもなし / neither |',
    '| --- | ---: | ---: | ---: | ---: |',
    ...[...categories].map(([name, list]) => {
      const withMeti = list.filter((control) => to(control, meti).length > 0);
      const withMic = list.filter((control) => to(control, mic).length > 0);
      const neither = list.filter((control) => !withMeti.includes(control) && !withMic.includes(control));
      return `| ${name} | ${list.length} | ${withMeti.length} | ${withMic.length} | ${neither.length === 0 ? '–' : neither.map(({ id }) => id).join('、')} |`;
    }),
    '',
    '## METIから / From METI',
    '',
    '| 節 / Section | 要求事項 / Requirements | 参照あり / cited | 参照なし / not cited |',
    '| --- | ---: | ---: | --- |',
    ...[...sections].map(([name, list]) => {
      const none = list.filter((control) => cited(control).length === 0);
      return `| ${name} | ${list.length} | ${list.length - none.length} | ${none.map(({ id }) => id).join('、') || '–'} |`;
    }),
    '',
    '## MICから / From MIC',
    '',
    '| 節 / Section | 見出し / Headings | 参照する確認項目 / Citing items |',
    '| --- | ---: | ---: |',
    ...[...headings].map(
      ([name, list]) =>
        `| ${name} | ${list.length} | ${new Set(list.flatMap((control) => cited(control).map(({ control: other }) => other.id))).size} |`,
    ),
    '',
    '## METIの要求事項ごと / Each METI requirement',
    '',
    '関係は、確認項目から見たものです。Relations are seen from the check item.',
    '',
    '| METI | 題名 / Title | 確認項目 / Check items |',
    '| --- | --- | --- |',
    ...meti.data.controls.map((control) => {
      const pairs = controls.flatMap((other) =>
        to(other, meti)
          .filter((ref) => catalogs.resolve(ref.to)?.control === control)
          .map((ref) => `${other.id} ${RELATIONS[ref.relation][0]}`),
      );
      return `| ${control.id} | ${control.title.ja} | ${pairs.join('、') || '–'} |`;
    }),
    '',
    '## 結び付かない参照 / References that lead nowhere',
    '',
    '| 確認項目 / Item | 印字 / Printed | 理由 / Why |',
    '| --- | --- | --- |',
    ...lost.map(
      ({ id, printed, why }) =>
        `| ${id} | ${printed} | ${why === 'recommended' ? '推奨項目で、告示にない / recommended, not in the notice' : '該当する番号がない / no such number'} |`,
    ),
    '',
  ]
    .join('\n')
    .trimEnd()}\n`;
}
