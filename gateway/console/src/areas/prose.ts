import type { Field } from '../forms/field'
import type { Area } from './area'
import { describe } from './describe'

/** Sections of the statutory template that a clerk may add words to, in the order of the report. */
export const places = [
  { key: 'opening', name: '开头' },
  { key: 'measures', name: '主要举措和成效' },
  { key: 'leadership', name: '加强组织领导' },
  { key: 'study', name: '强化学法培训' },
  { key: 'functions', name: '依法履行职能' },
  { key: 'decisions', name: '规范决策程序' },
  { key: 'enforcement', name: '规范公正文明执法' },
  { key: 'disclosure', name: '推进政务公开' },
  { key: 'disputes', name: '化解矛盾纠纷' },
  { key: 'publicity', name: '法治宣传教育' },
  { key: 'supervision', name: '监督检查与整改' },
  { key: 'innovation', name: '创新工作方式方法' },
  { key: 'problems', name: '存在的不足和原因' },
  { key: 'responsibility', name: '第一责任人履职' },
  { key: 'plan', name: '下一年度主要安排' },
  { key: 'other', name: '其他需要报告的情况' },
]

const fields: Field[] = [
  { name: 'year', label: '年度', type: 'year', required: true, fixed: true },
  { name: 'place', label: '报告中的位置', type: 'choice', choices: places, required: true },
  { name: 'text', label: '文字', type: 'longText', required: true, hint: '一行一段；数字请在相应台账中登记，由系统写入报告' },
]

export const prose: Area = {
  key: 'prose', name: '报告文字',
  add: { key: 'set', name: '撰写', method: 'PUT', path: () => '/prose', fields, initial: ({ year }) => ({ year: String(year) }) },
  changes: [
    {
      key: 'rewrite', name: '修改', method: 'PUT', path: () => '/prose', fields: fields.map(field => (field.name === 'place' ? { ...field, fixed: true } : field)),
      initial: ({ record }) => ({ year: String(record?.data['year'] ?? ''), place: String(record?.data['place'] ?? ''), text: String(record?.data['text'] ?? '') }),
    },
  ],
  title: record => places.find(place => place.key === record.kind)?.name ?? record.title,
  summary: record => [String(record.data['text'] ?? '').slice(0, 60)],
  details: record => describe(fields, record.data),
}
