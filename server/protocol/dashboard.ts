/** What a dashboard asks: where a package stands, or all of them, section by section; of sections that are the same nothing comes again. */

/** A package, or all of the workspace, newer than what the dashboard has; null for what is no package of ours any more. */
export const dashboardRequest = 'kaiji/dashboard';
export interface DashboardParams {
  /** What the client calls this dashboard: under it is kept what it was sent, until {@link dashboardClosedNotification}. */
  readonly dashboard: string;
  /** The folder of a package, or a file in it; absent for all packages. Where there is but one, that one is shown then. */
  readonly uri?: string;
  /** {@link DashboardAnswer.revision} of what the dashboard has; 0 for nothing: everything is sent then. */
  readonly revision: number;
  /** Whether packages may have come or gone, or their names changed. */
  readonly listAgain?: boolean;
}

export interface DashboardAnswer {
  readonly revision: number;
  /** From the first to the last. */
  readonly sections: readonly DashboardSection[];
  /** What stands around them; absent where it is as before. */
  readonly frame?: DashboardFrame;
}

export interface DashboardSection {
  /** Of its heading in the HTML; '' for what stands before the first. */
  readonly id: string;
  /** Its elements; absent where they are as before. What leads somewhere has a number, `data-place`, for {@link dashboardPlacesRequest}. */
  readonly html?: string;
}

export interface DashboardFrame {
  readonly title: string;
  /** Of the texts: `ja`, `en`. */
  readonly language: string;
  /** What is shown: the folder of a package, as {@link ChangedParams.packages} names it; absent for all. */
  readonly home?: string;
  /** The packages there are. */
  readonly packages: readonly { readonly uri: string; readonly label: string }[];
  /** The headings of the sections. */
  readonly contents: readonly { readonly id: string; readonly text: string }[];
}

/** Where something that leads somewhere leads now; null where it is gone. */
export const dashboardPlacesRequest = 'kaiji/dashboard/places';
export interface DashboardPlacesParams {
  readonly dashboard: string;
  readonly section: string;
  /** `data-place`. */
  readonly place: number;
}
export interface DashboardPlacesAnswer {
  /** What is to be shown is another package, by its folder. */
  readonly home?: string;
  /** Places in files and in catalogs, in the order to be looked at. */
  readonly places: readonly DashboardPlace[];
}

export interface DashboardPlace {
  readonly uri: string;
  /** 0-based. */
  readonly line: number;
  /** What is there: a control with its title, or a file and a line, 1-based. */
  readonly label: string;
  /** The file and the line, 1-based, where the label is something else; of a page of a catalog why it leads there. */
  readonly description: string;
  /** What was found there. */
  readonly detail?: string;
}

/** What a dashboard shows, as a file. `refused` says why there is none. */
export const dashboardFileRequest = 'kaiji/dashboard/file';
export interface DashboardFileParams {
  /** As {@link DashboardParams.uri}. */
  readonly uri?: string;
  readonly to: 'html' | 'svg';
}
export interface DashboardFile {
  /** A file name to suggest. */
  readonly file: string;
  /** To be written as UTF-8. */
  readonly text: string;
}

/** Client → server, a notification: nobody looks at a dashboard any more. */
export const dashboardClosedNotification = 'kaiji/dashboard/closed';
export interface DashboardClosedParams {
  readonly dashboard: string;
}
