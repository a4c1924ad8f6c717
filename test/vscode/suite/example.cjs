/** A file with findings on purpose: a placeholder answer, and a control that does not exist. */
exports.EXAMPLE = `kaiji: checklist/v1
catalog: medcloud-checklist
answers:
  - control: CL-94
    status: implemented
    responsibility: provider
    answer: TODO
  - control: CL-95
    status: implemented
    responsibility: provider
    same-as: CL-94
  - control: CL-999
    status: implemented
    responsibility: provider
    answer: 作業者ごとに一意のIDを発行しています。
`;
