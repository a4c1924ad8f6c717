/** What is handed over, as a program of its own: forms and what writes them are loaded when a person first exports something. */
export { diffDocx } from '../convert/diff/docx.ts';
export { diffHtml } from '../convert/diff/html.ts';
export { diffJson } from '../convert/diff/json.ts';
export { diffMarkdown } from '../convert/diff/markdown.ts';
export { formChoices } from '../convert/export/choices.ts';
export { ExportError, exportPackage, formatNames, formNames, isText, modelNames } from '../convert/export/export.ts';
export { openFindings } from '../convert/export/state.ts';
export { reportHtml } from '../convert/report/html.ts';
export { reportMarkdown } from '../convert/report/markdown.ts';
export { reportSvg } from '../convert/report/svg.ts';
export { diffPackages } from '../core/diff/diff.ts';
export { migrate } from '../core/migrate/migrate.ts';
export { MigrationError } from '../core/migrate/plan.ts';
export { reportOn } from '../core/report/report.ts';
export { DashboardOf, dashboardFile } from './dashboard-of.ts';
export { earlierIo } from './earlier-io.ts';
export { exportReport } from './export-report.ts';
export { PreviewOf } from './preview-of.ts';
