/** The texts of the page of a dashboard. */
import { fixed, type Localized, message } from '../../core/language.ts';
import type { DashboardWord } from '../webview/dashboard/messages.ts';

/** By what the page calls them: they are in the language of what it shows. */
export const dashboardWords: Readonly<Record<DashboardWord, Localized>> = {
  skip: fixed('本文へ移動', 'Skip to the report'),
  toolbar: fixed('ダッシュボード', 'Dashboard'),
  package: fixed('パッケージ', 'Package'),
  all: fixed('すべてのパッケージ', 'All packages'),
  sections: fixed('見出し', 'Sections'),
  html: fixed('HTMLで保存…', 'Save as HTML…'),
  svg: fixed('SVGで保存…', 'Save as SVG…'),
  svgHint: fixed('図だけを1枚にまとめます（Wordやスライド用）', 'The charts alone, for Word and slides'),
  report: fixed('状況のまとめ', 'Where things stand'),
  places: fixed('書かれている場所を開く', 'Show where it is written'),
  cell: fixed('{0}、{1}: {2}', '{0}, {1}: {2}'),
  loading: fixed('集計しています…', 'Counting…'),
  nothing: fixed(
    'まとめるパッケージがありません。コマンド「パッケージを新しく作る」で作ると、ここに表示されます。',
    'There is no package here to report on. Make one with the command "New Package", and it appears here.',
  ),
  failed: fixed(
    'ダッシュボードを作れませんでした。次に文書が変わったときに、もう一度作ります。理由は、コマンド「出力パネルを表示する」で見られます。',
    'The dashboard could not be made. It is tried again with the next change; the command "Show Output" says why.',
  ),
};

/** What the tab is called. @param name of the package that is shown; absent before any is, and for all */
export const dashboardTitle = message<{ name: string | undefined }>({
  ja: ({ name }) => (name === undefined ? 'ダッシュボード' : `ダッシュボード: ${name}`),
  en: ({ name }) => (name === undefined ? 'Dashboard' : `Dashboard: ${name}`),
});
