/** What stands above the document: which form, for whom, its contents, its findings, and what can be done with it. */
import type { PreviewFrame } from '../../../server/protocol/preview.ts';
import { element } from '../kit/element.ts';
import type { FromPreview, PreviewState, PreviewWord } from './messages.ts';

type Say = (word: PreviewWord, ...values: readonly (string | number)[]) => string;

/** What is done by the page itself. */
export interface Doing {
  post(message: FromPreview): void;
  contents(isOpen: boolean): void;
  finding(by: 1 | -1): void;
  find(words: string): boolean;
}

/** Has a life cycle: as long as the page. */
export class Toolbar {
  readonly at: HTMLElement;
  private readonly forms: HTMLSelectElement;
  private readonly audience: HTMLSelectElement;
  private readonly contents: HTMLButtonElement;
  private readonly findings: HTMLElement;
  private readonly steps: readonly HTMLButtonElement[];
  private readonly lock: HTMLButtonElement;
  private readonly find: HTMLInputElement;
  private readonly hands: readonly HTMLButtonElement[];
  private readonly told: HTMLElement;

  constructor(
    private readonly say: Say,
    { post, contents, finding, find }: Doing,
  ) {
    const button = (words: string, press: () => void, title?: string) => {
      const made = element('button', { type: 'button', title }, words);
      made.addEventListener('click', press);
      return made;
    };
    this.contents = button(say('contents'), () => contents(this.contents.ariaExpanded !== 'true'));
    this.contents.setAttribute('aria-controls', 'contents');
    this.forms = element('select', { 'aria-label': say('form') });
    this.forms.addEventListener('change', () => post({ is: 'form', form: this.forms.value }));
    this.audience = element(
      'select',
      { 'aria-label': say('audience') },
      element('option', { value: 'customer' }, say('customer')),
      element('option', { value: 'internal' }, say('internal')),
    );
    this.audience.addEventListener('change', () =>
      post({ is: 'audience', audience: this.audience.value === 'internal' ? 'internal' : 'customer' }),
    );
    this.findings = element('span', { class: 'count' });
    const step = (words: PreviewWord, sign: string, by: 1 | -1) => {
      const made = button(sign, () => finding(by), say(words));
      made.setAttribute('aria-label', say(words));
      return made;
    };
    this.steps = [step('previous', '↑', -1), step('next', '↓', 1)];
    this.find = element('input', { type: 'search', 'aria-label': say('find'), placeholder: say('find'), hidden: true });
    this.told = element('span', { role: 'status', class: 'told' });
    this.find.addEventListener('keydown', ({ key }) => {
      if (key !== 'Enter' || this.find.value.trim() === '') return;
      this.told.textContent = find(this.find.value) ? '' : say('notFound', this.find.value);
    });
    this.lock = button(say('lock'), () => post({ is: 'lock', isLocked: this.lock.ariaPressed !== 'true' }), say('lockHint'));
    this.hands = [
      button(say('export'), () => post({ is: 'export' })),
      button(say('print'), () => post({ is: 'print' }), say('printHint')),
    ];
    this.at = element(
      'header',
      { class: 'bar', 'aria-label': say('toolbar') },
      this.contents,
      this.forms,
      this.audience,
      element('span', { class: 'group' }, this.findings, ...this.steps),
      this.find,
      this.told,
      element('span', { class: 'group end' }, ...this.hands, this.lock),
    );
    this.counted(0);
  }

  stated({ audience, isLocked }: PreviewState): void {
    this.audience.value = audience;
    this.lock.ariaPressed = String(isLocked);
  }

  framed({ forms, form, contents }: PreviewFrame): void {
    const twice = (label: string) => forms.filter((one) => one.label === label).length > 1;
    const options = forms.map(({ id, label, detail }) =>
      element('option', { value: id }, twice(label) ? `${label} (${detail})` : label),
    );
    this.forms.replaceChildren(...options);
    this.forms.value = form;
    this.contents.disabled = contents.length === 0;
    for (const one of [this.forms, ...this.hands]) one.disabled = forms.length === 0;
  }

  counted(findings: number): void {
    this.findings.textContent = this.say(findings === 0 ? 'noFindings' : findings === 1 ? 'oneFinding' : 'findings', findings);
    for (const step of this.steps) step.disabled = findings === 0;
  }

  opened(isOpen: boolean): void {
    this.contents.ariaExpanded = String(isOpen);
  }

  /** @param isLong whether the editor's own search cannot find all of the document */
  sized(isLong: boolean): void {
    this.find.hidden = !isLong;
  }
}
