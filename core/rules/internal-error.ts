import { fixed } from '../language.ts';
import type { EngineRule, RuleDocs } from './rule.ts';

export const docs: RuleDocs = {
  ja: '検査の一つがKaiji自身の誤りで止まったことを知らせます。文書の誤りではありません。止まった検査の名前を一度だけ示し、ほかの検査の結果はそのまま使えます。出力パネルの記録を添えて開発元に知らせてください。急ぐときは `kaiji.yaml` の `rules:` でその検査を `off` にできます。',
  en: 'One check failed through a fault of Kaiji, not of the document. Its name is given once; all other findings stand. Please report it with the log of the output panel. Meanwhile the check can be set to `off` under `rules:` in `kaiji.yaml`.',
};

/** Reported by core/check.ts where a rule throws. */
export const internalError: EngineRule = {
  code: 'internal-error',
  severity: 'error',
  scope: 'engine',
  summary: fixed('検査の一つが内部の誤りで止まった', 'A check of Kaiji itself failed'),
};
