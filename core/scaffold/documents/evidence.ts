/** A new evidence register. */
import { fixed } from '../../language.ts';
import type { Frame, Template } from './frame.ts';

export const evidenceTemplate: Template = {
  label: fixed('エビデンス台帳', 'Evidence register'),
  purpose: fixed(
    '回答の裏付けになる規程・記録・証明書を登録し、回答からIDで挙げます。',
    'Policies, records and certificates that back the answers, which cite them by ID.',
  ),
  isUsual: true,
  lines,
};

function lines({ text }: Frame): readonly string[] {
  return [
    'kaiji: evidence/v1',
    text('title: エビデンス台帳', 'title: Evidence register'),
    text(
      '# 回答の裏付けになる規程・記録・証明書などを一つずつ登録し、回答や節の evidence からIDで挙げます。',
      '# Each policy, record or certificate once; answers and sections cite it by its id under evidence.',
    ),
    text('# 次の3件は記入例です。自社のものに書き換えてください。', '# These three are examples. Put your own.'),
    'evidence:',
    '  - id: ev-security-policy',
    `    title: ${text('情報セキュリティ基本方針', 'Information security policy')}`,
    '    kind: policy.security',
    '    version: "1.0"',
    `    owner: ${text('情報セキュリティ責任者', 'Security officer')}`,
    `    confidentiality: ${text('公開', 'public')}`,
    '  - id: ev-operation-rules',
    `    title: ${text('運用管理規程', 'Operating rules')}`,
    '    kind: policy.operation',
    `    confidentiality: ${text('契約者限り', 'customer')}`,
    `    conditions: ${text('契約締結後、申請により閲覧できます', 'On request, once the contract is signed')}`,
    '  - id: ev-isms-cert',
    `    title: ${text('ISMS認証登録証', 'ISMS certificate')}`,
    '    kind: certificate.isms',
    text(
      '    # location: evidence/isms.pdf     # このフォルダーからのパス、または https のURL',
      '    # location: evidence/isms.pdf     # a path from this folder, or an https URL',
    ),
    text('    # expires: 2027-03-31             # 有効期限', '    # expires: 2027-03-31             # valid until'),
    `    confidentiality: ${text('公開', 'public')}`,
  ];
}
