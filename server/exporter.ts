/** What is handed over, as a program of its own: forms and what writes them are loaded when a person first exports something. */
export { formChoices } from '../convert/export/choices.ts';
export { ExportError, exportPackage, formatNames, formNames, isText, modelNames } from '../convert/export/export.ts';
export { reportHtml } from '../convert/report/html.ts';
export { reportMarkdown } from '../convert/report/markdown.ts';
export { migrate } from '../core/migrate/migrate.ts';
export { MigrationError } from '../core/migrate/plan.ts';
export { reportOn } from '../core/report/report.ts';
export { diffDocx, diffHtml, diffJson, diffMarkdown, diffPackages, earlierIo } from './differ.ts';
export { exportReport } from './export-report.ts';
