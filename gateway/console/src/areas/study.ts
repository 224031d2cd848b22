import { type Field, isBlank, isTally } from '../forms/field'
import { endOf } from '../shared/dates'
import { type Area, factsOf } from './area'
import { describe } from './describe'
import { correction, voiding } from './reasons'

export const studyKinds = [
  { key: 'leadershipStudy', name: '领导班子集体学法' },
  { key: 'centralGroup', name: '理论学习中心组学法' },
  { key: 'topicMeeting', name: '专题法治学习会议' },
  { key: 'topicActivity', name: '专题学法活动' },
  { key: 'staffStudy', name: '干部职工集中学法' },
  { key: 'beforeMeeting', name: '会前学法' },
  { key: 'morningMeeting', name: '机关党员干部晨会学法' },
  { key: 'lecture', name: '法律知识讲座', unit: '场' },
  { key: 'staffTraining', name: '干部职工法治培训', unit: '场次' },
  { key: 'enforcementTraining', name: '行政执法业务培训', unit: '期' },
  { key: 'online', name: '网络学法' },
  { key: 'courtHearing', name: '旁听庭审' },
] as const

const sessionUnit = (kind: unknown) => {
  const found = studyKinds.find(choice => choice.key === kind)
  return found && 'unit' in found ? found.unit : '次'
}

export const sessionFields: Field[] = [
  { name: 'on', label: '时间', type: 'period', required: true },
  { name: 'kind', label: '学法形式', type: 'choice', required: true, choices: studyKinds },
  { name: 'topics', label: '学习专题', type: 'texts' },
  { name: 'laws', label: '学习的法律法规', type: 'texts', hint: '不加书名号' },
  { name: 'attendance', label: '参加人次', type: 'quantity', unit: '人次' },
  { name: 'host', label: '主持人或组织单位', type: 'text' },
  { name: 'sessions', label: '次数', type: 'quantity', unit: values => sessionUnit(values['kind']), rare: true, hint: '一次一记可不填；汇总登记填总数' },
  { name: 'source', label: '数据出处', type: 'text', required: true, when: values => isTally(values, 'sessions') || !isBlank(values['source']), hint: '汇总数从哪里来，如：学法台账' },
  { name: 'planItemId', label: '对应的学法计划', type: 'record', listedAt: '/study-plan', rare: true, hint: '选定后该计划项即算完成' },
  { name: 'means', label: '学习方式', type: 'texts', rare: true, hint: '如：学习强国、观看庭审直播' },
]

const planFields: Field[] = [
  { name: 'due', label: '完成期限', type: 'period', required: true, hint: '应在该月、该季度或该日之前完成' },
  { name: 'kind', label: '学法形式', type: 'choice', required: true, choices: studyKinds },
  { name: 'topic', label: '学习专题', type: 'text', required: true },
  { name: 'host', label: '主持人或组织单位', type: 'text' },
]

const lastKind = 'fazhi.study-kind'
export const rememberKind = (kind: unknown) => {
  if (typeof kind === 'string') localStorage.setItem(lastKind, kind)
}

export const studySessions: Area = {
  key: 'study-sessions', name: '学法记录',
  add: {
    key: 'add', name: '登记学法', method: 'POST', path: () => '/study-sessions', fields: sessionFields,
    initial: ({ today, year }) => ({ on: String(year) === today.slice(0, 4) ? today : String(year), kind: localStorage.getItem(lastKind) ?? 'leadershipStudy' }),
  },
  changes: [correction('study-sessions', sessionFields.map(field => (field.name === 'planItemId' ? { ...field, fixed: true, hint: '更正不能改变所对应的计划项；请作废后重新登记' } : field))), voiding],
  summary: record => describe(sessionFields.filter(field => ['kind', 'sessions', 'attendance'].includes(field.name)), factsOf(record)).map(detail => detail.value),
  details: record => describe(sessionFields, factsOf(record)),
}

export const studyPlan: Area = {
  key: 'study-plan', name: '学法计划',
  add: { key: 'add', name: '增加计划项', method: 'POST', path: () => '/study-plan', fields: planFields, initial: ({ year, today }) => ({ due: `${year}-Q${Math.ceil(Number(today.slice(5, 7)) / 3)}`, kind: 'leadershipStudy' }) },
  changes: [correction('study-plan', planFields, '调整', 'changes'), voiding],
  summary: record => describe(planFields.filter(field => field.name === 'kind' || field.name === 'host'), factsOf(record)).map(detail => detail.value),
  standing: (record, today) => {
    const held = Array.isArray(record.data['heldBy']) && record.data['heldBy'].length > 0
    return held ? { text: '已完成', tone: 'good' } : endOf(record.on ?? '') < today ? { text: '逾期未完成', tone: 'bad' } : { text: '待完成', tone: 'calm' }
  },
  details: record => describe(planFields, factsOf(record)),
}
