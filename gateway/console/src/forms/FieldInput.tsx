import { DeleteOutlined } from '@ant-design/icons'
import { Button, Form, Input, Radio, Select } from 'antd'
import type { Field, Values } from './field'
import { DayInput, PeriodInput } from './PeriodInput'
import { RecordSelect } from './RecordSelect'

/** A field with its label, hint and messages. */
export function FieldItem({ field, values }: { field: Field; values: Values }) {
  if (field.type === 'rows') return <Rows field={field} />
  return (
    <Form.Item name={field.name} label={field.label} extra={field.hint} required={field.required ?? false} rules={required(field)} validateTrigger={[]}>
      {input(field, values)}
    </Form.Item>
  )
}

/** Only what is plainly missing is said at once; everything else is the server's to judge. */
function required(field: Field) {
  return field.required && !field.when ? [{ required: true, message: `请填写“${field.label}”` }] : []
}

function input(field: Field, values: Values) {
  const unit = typeof field.unit === 'function' ? field.unit(values) : field.unit
  const placeholder = field.placeholder ? { placeholder: field.placeholder } : {}
  switch (field.type) {
    case 'day':
      return <DayInput />
    case 'period':
      return <PeriodInput />
    case 'longText':
      return <Input.TextArea autoSize={{ minRows: 3, maxRows: 14 }} {...placeholder} />
    case 'texts':
      return <Input.TextArea autoSize={{ minRows: 1, maxRows: 10 }} placeholder="有多项时每行写一项" />
    case 'quantity':
    case 'percent':
      return <Input suffix={unit} autoComplete="off" placeholder={field.type === 'percent' ? '如 95 或 90以上' : '如 12 或 100余'} {...placeholder} />
    case 'choice':
      return <Select disabled={field.fixed ?? false} showSearch={{ optionFilterProp: 'label' }} placeholder="请选择" options={(field.choices ?? []).map(choice => ({ value: choice.key, label: choice.name }))} />
    case 'yesNo':
      return <Radio.Group options={[{ value: true, label: '是' }, { value: false, label: '否' }]} />
    case 'record':
    case 'records':
      return <RecordSelect field={field} />
    default:
      return <Input disabled={field.fixed ?? false} autoComplete="off" {...placeholder} />
  }
}

/** A list of groups of fields: members, lawyers. */
function Rows({ field }: { field: Field }) {
  const inner = field.fields ?? []
  return (
    <Form.Item label={field.label} required={field.required ?? false} extra={field.hint} className="rows">
      <Form.List name={field.name}>
        {(rows, { add, remove }, { errors }) => (
          <>
            {rows.map((row, index) => (
              <div key={row.key} className="row" role="group" aria-label={`${field.rowName}${index + 1}`}>
                {inner.map(cell => (
                  <Form.Item key={cell.name} name={[row.name, cell.name]} rules={required(cell)} validateTrigger={[]}>
                    {cell.type === 'choice'
                      ? <Select aria-label={cell.label} placeholder={cell.label} options={(cell.choices ?? []).map(choice => ({ value: choice.key, label: choice.name }))} />
                      : <Input aria-label={cell.label} placeholder={cell.label} autoComplete="off" />}
                  </Form.Item>
                ))}
                <Button icon={<DeleteOutlined />} onClick={() => remove(row.name)} aria-label={`删除${field.rowName}${index + 1}`} />
              </div>
            ))}
            <Button type="dashed" block onClick={() => add({})}>增加{field.rowName}</Button>
            <Form.ErrorList errors={errors} />
          </>
        )}
      </Form.List>
    </Form.Item>
  )
}
