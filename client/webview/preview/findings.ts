/** Findings where they are: a mark beside what each is about, whose words come when it is pressed. */
import type { PreviewFinding } from '../../../server/protocol/preview.ts';
import { element } from '../kit/element.ts';
import type { Place, PreviewWord } from './messages.ts';
import type { Sheet, Shown } from './sheet.ts';

type Say = (word: PreviewWord, ...values: readonly (string | number)[]) => string;

const SEVERITIES = ['error', 'warning', 'info', 'hint'] as const;
/** Told apart without colour. */
const SIGNS: Readonly<Record<PreviewFinding['severity'], string>> = { error: '✕', warning: '▲', info: 'ℹ', hint: '·' };

/** Findings about one element. */
interface Group {
  readonly shown: Shown;
  /** As {@link elementNamed}. */
  readonly at: string;
}

/** Has a life cycle: as long as the page. */
export class Findings {
  private readonly list = element('ul', {});
  private readonly box = element('div', { id: 'findings', popover: 'auto', role: 'dialog' }, this.list);
  /** The one gone to last. */
  private last: Group | undefined;

  constructor(
    private readonly sheet: Sheet,
    private readonly say: Say,
    private readonly go: (place: Place) => void,
  ) {
    document.body.append(this.box);
  }

  /** How many are marked in the document. */
  get count(): number {
    return this.sheet.all.reduce((sum, { piece }) => sum + (piece.findings?.length ?? 0), 0);
  }

  /** Marks the elements of a piece, before they are shown. */
  mark(content: DocumentFragment, shown: Shown): void {
    for (const [at, findings] of grouped(shown.piece.findings)) {
      const about = elementAt(content, findings[0]);
      const first = about?.localName === 'tr' ? about.querySelector('th, td') : about;
      const button = this.markOf(findings, at);
      if (first) first.prepend(button);
      else content.prepend(button);
    }
  }

  /** Takes a press of a mark. @returns whether it was one */
  pressed(target: Element): boolean {
    const button = target.closest<HTMLButtonElement>('button.mark');
    const shown = this.sheet.of(button);
    if (!button || !shown) return false;
    this.open(button, { shown, at: button.dataset.at ?? '' });
    return true;
  }

  /** Goes to the next or the one before; from the last to the first. @param see shows an element */
  step(by: 1 | -1, see: (shown: Shown, find: () => HTMLElement | null) => void): void {
    const all = this.groups();
    if (all.length === 0) return;
    const before = all.findIndex(({ shown, at }) => shown === this.last?.shown && at === this.last.at);
    const index = before < 0 && by < 0 ? all.length - 1 : (before + by + all.length) % all.length;
    const group = all[index];
    if (!group) return;
    const find = () => group.shown.at.querySelector<HTMLButtonElement>(`button.mark[data-at="${CSS.escape(group.at)}"]`);
    see(group.shown, find);
    const button = find();
    if (button) this.open(button, group);
  }

  /** What is told about may be gone. */
  close(): void {
    this.box.hidePopover();
  }

  private groups(): readonly Group[] {
    return this.sheet.all.flatMap((shown) => [...grouped(shown.piece.findings)].map(([at]) => ({ shown, at })));
  }

  private markOf(findings: readonly PreviewFinding[], at: string): HTMLElement {
    const worst = SEVERITIES.find((severity) => findings.some((one) => one.severity === severity)) ?? 'info';
    const label = findings.map(({ severity, message }) => this.say('count', this.say(severity), message)).join('\n');
    return element(
      'button',
      { type: 'button', class: `mark ${worst}`, 'data-at': at, 'aria-label': label, title: label, 'aria-haspopup': 'dialog' },
      `${SIGNS[worst]}${findings.length > 1 ? ` ${findings.length}` : ''}`,
    );
  }

  private open(button: HTMLElement, group: Group): void {
    this.last = group;
    const { uri } = group.shown.piece;
    const findings = (group.shown.piece.findings ?? []).filter((one) => elementNamed(one) === group.at);
    this.list.replaceChildren(
      ...findings.map((finding) => {
        const to = element('button', { type: 'button', class: 'link', title: this.say('source') }, finding.message);
        to.addEventListener('click', () => {
          this.close();
          if (finding.uri !== undefined) this.go({ uri: finding.uri, line: finding.line });
          else if (uri !== undefined) this.go({ uri, line: Math.max(0, group.shown.line) + finding.line });
        });
        const name = element(
          'span',
          { class: `severity ${finding.severity}` },
          `${SIGNS[finding.severity]} ${this.say(finding.severity)}`,
        );
        return element('li', {}, name, ' ', to);
      }),
    );
    this.box.setAttribute('aria-label', this.say(findings.length === 1 ? 'oneFinding' : 'findings', findings.length));
    this.box.showPopover();
    const { left, bottom, top } = button.getBoundingClientRect();
    const { width, height } = this.box.getBoundingClientRect();
    const below = bottom + 4 + height < window.innerHeight;
    this.box.style.left = `${Math.max(4, Math.min(left, window.innerWidth - width - 4))}px`;
    this.box.style.top = `${below ? bottom + 4 : Math.max(4, top - height - 4)}px`;
    this.list.querySelector('button')?.focus();
  }
}

function grouped(findings: readonly PreviewFinding[] = []): ReadonlyMap<string, readonly PreviewFinding[]> {
  const groups = new Map<string, PreviewFinding[]>();
  for (const finding of findings) {
    const name = elementNamed(finding);
    const own = groups.get(name);
    if (own) own.push(finding);
    else groups.set(name, [finding]);
  }
  return groups;
}

/** What tells the element of a piece that a finding is about from the others: rows of several files may stand in one table. */
function elementNamed({ at, uri }: Pick<PreviewFinding, 'at' | 'uri'>): string {
  return uri === undefined ? String(at) : `${at} ${uri}`;
}

/** The element a finding is about. */
function elementAt(content: DocumentFragment, finding: PreviewFinding | undefined): HTMLElement | null {
  if (!finding) return null;
  const { at, uri } = finding;
  const file = uri === undefined ? ':not([data-uri])' : `[data-uri="${CSS.escape(uri)}"]`;
  return (
    content.querySelector<HTMLElement>(`${file}[data-line="${at}"]`) ??
    content.querySelector<HTMLElement>('tr, h2, h3, h4, h5, h6, p')
  );
}
