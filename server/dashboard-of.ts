/** A dashboard as the server knows it: what it was sent, and what it is to be sent now. Loaded with what writes reports. */
import { fileNameOf } from '../convert/export/file-name.ts';
import type { Form, LedTo } from '../convert/form/form.ts';
import { reportHtml } from '../convert/report/html.ts';
import { type ReportSection, sectionsOf } from '../convert/report/sections.ts';
import { reportSvg } from '../convert/report/svg.ts';
import { catalogUri } from '../core/features/catalog-address.ts';
import { fixed, inLanguage, type Language } from '../core/language.ts';
import { packageName } from '../core/package/name.ts';
import type { Package } from '../core/package/package.ts';
import { pathIn, reportsOf, type Session, type Shown, shownOf } from './dashboard-source.ts';
import { packagesOf } from './packages.ts';
import type {
  DashboardAnswer,
  DashboardFile,
  DashboardFileParams,
  DashboardFrame,
  DashboardParams,
  DashboardPlace,
  DashboardPlacesAnswer,
  DashboardPlacesParams,
} from './protocol/dashboard.ts';

/** Has a life cycle: as long as the client shows it. */
export class DashboardOf {
  private revision = 0;
  /** What is shown, and its sections by id. */
  private shown: Shown | undefined;
  private form: Form | undefined;
  private sections: ReadonlyMap<string, ReportSection> = new Map();
  /** The frame it was sent last, as JSON. */
  private frame = '';
  /** The packages there are, as last listed. */
  private all: readonly Package[] = [];

  constructor(private readonly session: Session) {}

  /** null where there is no such package. */
  async answer({ uri, revision, listAgain }: DashboardParams): Promise<DashboardAnswer | null> {
    const { session } = this;
    const isFresh = revision === 0 || revision !== this.revision;
    if (isFresh || listAgain || uri === undefined) this.all = await packagesOf(session);
    const shown = await shownOf(uri, this.all, session);
    if (!shown) return null;
    const isSame = !isFresh && same(shown.of, this.shown?.of);
    const sections = isSame ? [...this.sections.values()] : this.made(shown.form());
    const before = isFresh ? undefined : this.sections;
    const frame = JSON.stringify(this.frameOf(shown.whole, sections));
    const isSameFrame = !isFresh && frame === this.frame;
    this.sections = new Map(sections.map((one) => [one.id, one]));
    this.shown = shown;
    this.frame = frame;
    this.revision++;
    return {
      revision: this.revision,
      sections: sections.map(({ id, html }) => (before?.get(id)?.html === html ? { id } : { id, html })),
      ...(isSameFrame ? {} : { frame: JSON.parse(frame) as DashboardFrame }),
    };
  }

  /** Where a number of a section leads; null where it is gone. */
  placesOf({ section, place }: DashboardPlacesParams): DashboardPlacesAnswer | null {
    const { shown, form } = this;
    const places = this.sections.get(section)?.places[place];
    const [first] = places ?? [];
    if (!shown || !form || !places || !first) return null;
    const { whole } = shown;
    if (whole) return { places: places.flatMap((one) => this.placeOf(one, whole, form.language) ?? []) };
    return first.uri === undefined ? null : { home: first.uri, places: [] };
  }

  /** undefined for a control that no catalog has any more. */
  private placeOf({ uri, line, control, text }: LedTo, whole: Package, language: Language): DashboardPlace | undefined {
    const { session } = this;
    const resolved = control === undefined ? undefined : whole.catalogs.resolve(control);
    const name =
      control !== undefined && [control, resolved && inLanguage(resolved.control.title, language)].filter(Boolean).join(' ');
    if (uri === undefined) {
      const page = resolved && catalogUri(resolved, whole.catalogs, whole);
      return page === undefined ? undefined : { uri: page, line, label: name || '', description: text ?? '' };
    }
    const where = `${pathIn(session, uri)}:${line + 1}`;
    return {
      uri: session.documents.spelling(uri),
      line,
      ...(name ? { label: name, description: where } : { label: where, description: '' }),
      ...(text === undefined ? {} : { detail: text }),
    };
  }

  private made(form: Form): readonly ReportSection[] {
    this.form = form;
    return sectionsOf(form);
  }

  private frameOf(whole: Package | undefined, sections: readonly ReportSection[]): DashboardFrame {
    return {
      title: this.form?.title ?? '',
      language: this.form?.language ?? 'ja',
      ...(whole ? { home: whole.uri } : {}),
      packages: this.all.map((one) => ({ uri: one.uri, label: packageName(one) })),
      contents: sections.flatMap(({ id, title }) => (id === '' ? [] : [{ id, text: title }])),
    };
  }
}

function same(now: readonly unknown[], before: readonly unknown[] = []): boolean {
  return now.length === before.length && now.every((one, i) => one === before[i]);
}

const status = fixed('状況', 'Status');

/** @returns `甲サービス_状況_2026-10-01.html` and its text; undefined where there is nothing to report on */
export async function dashboardFile({ uri, to }: DashboardFileParams, session: Session): Promise<DashboardFile | undefined> {
  const { reports, options } = await reportsOf(uri, session);
  if (reports.length === 0) return undefined;
  const write = { html: reportHtml, svg: reportSvg }[to];
  const [one, ...more] = reports;
  const name = fileNameOf([more.length > 0 ? undefined : one?.service?.trim(), status(options.language), options.date], to);
  return { file: name, text: write(reports, options) };
}
