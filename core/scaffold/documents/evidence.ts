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
    text(
      '# 次の3件は記入例です。自社のものに書き換え、ないものは項目ごと削除してください。',
      '# These three are examples. Put your own, and delete what you do not have.',
    ),
    'evidence:',
    '  - id: ev-security-policy',
    `    title: ${text('●●（例：情報セキュリティ基本方針）', '●● (such as an information security policy)')}`,
    '    kind: policy.security',
    '    version: ●●',
    `    owner: ${text('●●（例：情報セキュリティ責任者）', '●● (such as the security officer)')}`,
    `    confidentiality: ${text('公開', 'public')}`,
    '  - id: ev-operation-rules',
    `    title: ${text('●●（例：運用管理規程）', '●● (such as operating rules)')}`,
    '    kind: policy.operation',
    `    confidentiality: ${text('契約者限り', 'customer')}`,
    `    conditions: ${text('●●（例：契約締結後、申請により閲覧できます）', '●● (such as on request, once the contract is signed)')}`,
    '  - id: ev-isms-cert',
    `    title: ${text('●●（例：ISMS認証登録証）', '●● (such as an ISMS certificate)')}`,
    '    kind: certificate.isms',
    text(
      '    # location: evidence/isms.pdf     # このフォルダーからのパス、または https のURL',
      '    # location: evidence/isms.pdf     # a path from this folder, or an https URL',
    ),
    text('    # expires: 2027-03-31             # 有効期限', '    # expires: 2027-03-31             # valid until'),
    `    confidentiality: ${text('公開', 'public')}`,
  ];
}
