/** Who asked the index for what, so that a change finds those it concerns without asking the others. */
import type { Table } from '../package/index.ts';

/** Rules looking at an entry or a document: what they asked for. */
export interface Look {
  /** The document looked at, by the name its ledger has. */
  readonly home: string;
  readonly asked: readonly Question[];
}

/** Something that was asked for, and for whom. Mostly that is one. */
export class Question {
  private by: Look | Set<Look> | undefined;
  /** The look that asked last: a question is noted once in each. */
  mark: unknown;

  constructor(
    readonly topic: Topic,
    readonly key: string,
  ) {}

  get looks(): Iterable<Look> {
    return this.by === undefined ? [] : this.by instanceof Set ? this.by : [this.by];
  }

  get isIdle(): boolean {
    return this.by === undefined || (this.by instanceof Set && this.by.size === 0);
  }

  add(look: Look): void {
    if (this.by === undefined) this.by = look;
    else if (this.by instanceof Set) this.by.add(look);
    else this.by = new Set([this.by, look]);
  }

  remove(look: Look): void {
    if (this.by instanceof Set) this.by.delete(look);
    else if (this.by === look) this.by = undefined;
  }
}

/** What may be asked for beside the sites under a key: all keys of a table, a file, the baseline (under ''), what is worked out for a catalog. */
export type Topic = Table | 'keys' | 'files' | 'baseline' | 'worked-out';

/** Changes with each check; belongs to the newest one. */
export class Dependents {
  private readonly topics = new Map<Topic, Map<string, Question>>();
  /** Questions that lost one who asked: perhaps nobody asks them any more. */
  private readonly doubtful = new Set<Question>();

  question(topic: Topic, key: string): Question {
    let questions = this.topics.get(topic);
    if (!questions) {
      questions = new Map();
      this.topics.set(topic, questions);
    }
    let question = questions.get(key);
    if (!question) {
      question = new Question(topic, key);
      questions.set(key, question);
    }
    return question;
  }

  /** Those who asked. */
  looksAt(topic: Topic, key: string): Iterable<Look> {
    return this.topics.get(topic)?.get(key)?.looks ?? [];
  }

  /** Every key somebody asked for. */
  keysOf(topic: Topic): Iterable<string> {
    return this.topics.get(topic)?.keys() ?? [];
  }

  add(look: Look): void {
    for (const question of look.asked) question.add(look);
  }

  remove(look: Look): void {
    for (const question of look.asked) {
      question.remove(look);
      if (question.isIdle) this.doubtful.add(question);
    }
  }

  /** Forgets the questions nobody asks any more; at the end of a check, when all who ask have said so. */
  sweep(): void {
    for (const question of this.doubtful) if (question.isIdle) this.topics.get(question.topic)?.delete(question.key);
    this.doubtful.clear();
  }
}
