import type { JsonObject, RecordItem } from '../api/types'
import { isObject, toValues } from '../forms/body'
import { type Field, isBlank } from '../forms/field'
import { periodText } from '../shared/dates'
import { type Area, factsOf } from './area'
import { describe } from './describe'
import { recordOfYear, reason, voiding } from './reasons'

const year: Field = { name: 'year', label: '年度', type: 'year', required: true, fixed: true }

const profileFields: Field[] = [
  year,
  { name: 'areaSquareKilometres', label: '总面积', type: 'quantity', unit: '平方公里' },
  { name: 'villages', label: '村（社区）数', type: 'quantity', unit: '个' },
  { name: 'villagesUnit', label: '村（社区）称谓', type: 'text', placeholder: '行政村' },
  { name: 'population', label: '户籍人口', type: 'quantity', unit: '人' },
  { name: 'partyBranches', label: '党（总）支部', type: 'quantity', unit: '个' },
  { name: 'partyMembers', label: '党员', type: 'quantity', unit: '名' },
  { name: 'farmlandMu', label: '耕地面积', type: 'quantity', unit: '亩' },
  { name: 'staffQuota', label: '核定编制', type: 'quantity', unit: '人' },
  { name: 'staffActual', label: '实有人员', type: 'quantity', unit: '人' },
  { name: 'internalBodies', label: '内设机构', type: 'text', placeholder: '五办、一站、两中心' },
  { name: 'mainEthnicGroup', label: '主要民族', type: 'text', rare: true },
  {
    name: 'ethnicCommunities', label: '其他民族', type: 'rows', rowName: '民族', rare: true,
    fields: [{ name: 'group', label: '民族', type: 'text', required: true }, { name: 'place', label: '聚居地', type: 'text' }, { name: 'people', label: '人数', type: 'quantity', unit: '人' }],
  },
  { name: 'industries', label: '主要产业', type: 'texts', rare: true },
  { name: 'keyProjects', label: '重点项目', type: 'texts', rare: true },
  { name: 'namedPlaces', label: '村（社区）名', type: 'texts', rare: true },
]

export const profile: Area = {
  key: 'profile', name: '基本情况',
  add: {
    key: 'set', name: '填报', method: 'PUT', path: () => '/profile', fields: profileFields, replaces: true,
    initial: context => ({ ...toValues(profileFields, factsOf(recordOfYear(context.records, context.year) ?? ({ data: {} } as RecordItem))), year: String(context.year) }),
  },
  changes: [voiding],
  summary: record => describe(profileFields.slice(1, 5), factsOf(record)).map(detail => `${detail.label}${detail.value}`),
  details: record => describe(profileFields, factsOf(record)),
}

const roles = [
  { key: 'head', name: '组长' },
  { key: 'coHead', name: '双组长' },
  { key: 'deputy', name: '副组长' },
  { key: 'member', name: '成员' },
  { key: 'officeDirector', name: '办公室主任' },
]
const compositionFields: Field[] = [
  { name: 'on', label: '时间', type: 'period', required: true },
  { name: 'documentNumber', label: '发文字号', type: 'text', placeholder: '某发〔2026〕5号' },
  {
    name: 'members', label: '成员', type: 'rows', rowName: '成员', required: true, hint: '双组长须为两人，不再另设组长',
    fields: [{ name: 'role', label: '分工', type: 'choice', choices: roles, required: true }, { name: 'post', label: '职务', type: 'text', required: true }, { name: 'name', label: '姓名', type: 'text' }],
  },
]
const firstMembers = [{ role: 'head', post: '党委书记' }, { role: 'deputy', post: '' }, { role: 'member', post: '' }]
const compositions = (record: RecordItem): JsonObject[] => (Array.isArray(record.data['history']) ? record.data['history'].filter(isObject) : [])

export const leadingGroups: Area = {
  key: 'leading-groups', name: '领导小组', lasting: true,
  add: {
    key: 'add', name: '成立领导小组', method: 'POST', path: () => '/leading-groups',
    fields: [{ name: 'name', label: '名称', type: 'text', required: true }, ...compositionFields],
    initial: ({ today }) => ({ name: '法治建设工作领导小组', on: today, members: firstMembers }),
    wrap: ({ name, ...composition }) => ({ ...(name !== undefined && { name }), composition }),
  },
  changes: [
    {
      key: 'adjustments', name: '调整成员', method: 'POST', path: record => `/leading-groups/${record?.id}/adjustments`, fields: [...compositionFields, { ...reason, label: '调整原因', type: 'text' }],
      initial: ({ record, today }) => ({ ...toValues(compositionFields.slice(2), (record && compositions(record).at(-1)) ?? {}), on: today }),
      wrap: composition => ({ composition }), offered: record => !record.data['dissolvedOn'],
    },
    { key: 'dissolution', name: '撤销', method: 'POST', path: record => `/leading-groups/${record?.id}/dissolution`, fields: [{ name: 'on', label: '时间', type: 'period', required: true }, reason], initial: ({ today }) => ({ on: today }), offered: record => !record.data['dissolvedOn'] },
    voiding,
  ],
  summary: record => [`成员${Array.isArray(compositions(record).at(-1)?.['members']) ? (compositions(record).at(-1)?.['members'] as unknown[]).length : 0}项`],
  standing: record => (record.data['dissolvedOn'] ? { text: '已撤销', tone: 'calm' } : undefined),
  details: record => compositions(record).toReversed().map((composition, i) => ({
    label: `${i === 0 ? '现任' : '曾任'}（${periodText(String(composition['on']))}起）`,
    value: describe(compositionFields.slice(1), composition).map(detail => detail.value).join('；') + (composition['reason'] ? `（${String(composition['reason'])}）` : ''),
  })),
}

const decisionFields: Field[] = [
  { ...year, fixed: false },
  { name: 'matter', label: '决策事项', type: 'text', required: true },
  { name: 'inCatalogue', label: '列入年度决策事项目录', type: 'yesNo' },
  { name: 'needsExperts', label: '须专家论证', type: 'yesNo' },
  { name: 'needsRiskAssessment', label: '须风险评估', type: 'yesNo' },
]
const steps = [
  { key: 'publicParticipation', name: '公众参与' },
  { key: 'expertArgument', name: '专家论证' },
  { key: 'riskAssessment', name: '风险评估' },
  { key: 'legalityReview', name: '合法性审查' },
  { key: 'collectiveDiscussion', name: '集体讨论决定' },
]
const stepFields: Field[] = [
  { name: 'step', label: '程序', type: 'choice', choices: steps, required: true },
  { name: 'from', label: '开始日', type: 'day', required: true },
  { name: 'to', label: '结束日', type: 'day', required: true },
  { name: 'result', label: '结果', type: 'choice', choices: [{ key: 'passed', name: '通过' }, { key: 'failed', name: '未通过' }], required: true },
  { name: 'by', label: '承办或审查人', type: 'text', hint: '合法性审查必填' },
  { name: 'summary', label: '结果说明', type: 'longText' },
  { name: 'shortReason', label: '公示期缩短理由', type: 'text', when: values => values['step'] === 'publicParticipation' || !isBlank(values['shortReason']), hint: '公开征求意见不足30日时填写' },
]
const stepsOf = (record: RecordItem): JsonObject[] => (Array.isArray(record.data['steps']) ? record.data['steps'].filter(isObject) : [])
const decided = (record: RecordItem) => stepsOf(record).some(step => step['step'] === 'collectiveDiscussion')

export const decisions: Area = {
  key: 'decisions', name: '重大行政决策', source: '重大行政决策程序暂行条例',
  add: { key: 'add', name: '登记决策事项', method: 'POST', path: () => '/decisions', fields: decisionFields, initial: context => ({ year: String(context.year), inCatalogue: true }) },
  changes: [
    {
      key: 'steps', name: '登记程序', method: 'POST', path: record => `/decisions/${record?.id}/steps`, fields: stepFields, wrap: done => ({ done }), offered: record => !decided(record),
      initial: ({ record, today }) => ({ step: steps.find(step => !(record && stepsOf(record).some(done => done['step'] === step.key)))?.key, result: 'passed', to: today }),
    },
    voiding,
  ],
  summary: record => stepsOf(record).map(step => steps.find(known => known.key === step['step'])?.name ?? ''),
  standing: record => (decided(record) ? { text: '已决定', tone: 'good' } : { text: '程序进行中', tone: 'calm' }),
  details: record => [
    ...describe(decisionFields, factsOf(record)),
    ...stepsOf(record).map(step => ({ label: steps.find(known => known.key === step['step'])?.name ?? '程序', value: describe(stepFields.slice(1), step).map(detail => detail.value).join('，') })),
  ],
}
