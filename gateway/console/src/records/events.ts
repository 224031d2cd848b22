/** Events of the journal in words. One that is not listed is still told by what its name ends in. */
const names: Record<string, string> = {
  'profile-updated': '填报', 'enforcement-force-updated': '填报', 'prose-written': '撰写',
  'leading-group-established': '成立', 'leading-group-adjusted': '调整成员', 'leading-group-dissolved': '撤销',
  'adviser-contract-signed': '登记合同', 'adviser-contract-renewed': '续聘', 'adviser-contract-ended': '终止合同',
  'officer-appointed': '登记人员', 'officer-corrected': '更正', 'officer-released': '登记离岗',
  'certificate-registered': '登记执法证', 'certificate-renewed': '换证', 'certificate-lost': '报失', 'certificate-surrendered': '收缴',
  'study-planned': '列入学法计划', 'study-plan-changed': '调整', 'study-session-recorded': '登记学法', 'study-session-corrected': '更正',
  'decision-opened': '登记决策事项', 'decision-step-recorded': '登记程序',
  'ledger-entry-recorded': '登记', 'ledger-entry-corrected': '更正', 'record-voided': '作废',
}
const endings: Record<string, string> = { recorded: '登记', corrected: '更正', changed: '变更', updated: '填报', renewed: '续期', ended: '终止' }

export const eventName = (event: string): string => names[event] ?? endings[event.split('-').at(-1) ?? ''] ?? event
