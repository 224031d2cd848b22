import { Alert, Button, Form } from 'antd'
import { useState } from 'react'
import type { Action } from '../areas/area'
import type { Answer, RecordItem } from '../api/types'
import { type Field, type Values, isBlank } from './field'
import { FieldItem } from './FieldInput'
import { type Failure, useSubmit } from './useSubmit'

interface Props {
  township: string
  action: Action
  record?: RecordItem | undefined
  /** The record whose facts these take the place of. */
  replaced?: RecordItem | undefined
  initial: Values
  /** Version as it was read; sent as If-Match. */
  seen: number | undefined
  onDone: (answer: Answer, values: Values) => void
  onTyped: () => void
  onReload?: () => void
}

/** The form of an action. What was typed stays whatever the server says; its messages stand at their fields. */
export function ActionForm({ township, action, record, replaced, initial, seen, onDone, onTyped, onReload }: Props) {
  const [form] = Form.useForm<Values>()
  const watched = Form.useWatch((values: Values) => values, { form, preserve: true })
  const values: Values = watched ?? initial
  const { submit, busy } = useSubmit(township, action, record, replaced)
  const [failure, setFailure] = useState<Failure>()
  const rare = action.fields.filter(field => field.rare)
  const [open, setOpen] = useState(() => rare.some(field => !isBlank(initial[field.name])))

  async function send() {
    const all = form.getFieldsValue(true) as Values
    setFailure(undefined)
    const outcome = await submit(all, seen)
    if ('answer' in outcome) return onDone(outcome.answer, all)
    const { failure: failed } = outcome
    setFailure(failed)
    form.setFields(failed.placed.map(place => ({ name: place.at, errors: place.messages })))
    if (failed.placed.some(place => rare.some(field => field.name === place.at[0]))) setOpen(true)
    const first = failed.placed[0]
    if (first) setTimeout(() => form.scrollToField(first.at, { focus: true, block: 'center' }), 50)
  }

  const shown = (field: Field) => !field.when || field.when(values)
  return (
    <Form
      form={form} layout="vertical" initialValues={initial} scrollToFirstError={{ focus: true }} onValuesChange={onTyped}
      onFinish={() => void send()} onFinishFailed={({ errorFields }) => errorFields.some(failed => rare.some(field => field.name === failed.name[0])) && setOpen(true)}
    >
      {action.note && <p className="quiet">{action.note}</p>}
      {action.fields.filter(field => !field.rare && shown(field)).map(field => <FieldItem key={field.name} field={field} values={values} />)}
      {rare.length > 0 && (
        <>
          <Button type="link" className="more" aria-expanded={open} onClick={() => setOpen(!open)}>{open ? '收起' : '更多'}（{rare.map(field => field.label).join('、')}）</Button>
          <div hidden={!open}>{rare.filter(shown).map(field => <FieldItem key={field.name} field={field} values={values} />)}</div>
        </>
      )}
      <div className="send">
        {failure && <Trouble failure={failure} {...(onReload && { onReload: () => { setFailure(undefined); onReload() } })} />}
        <Button type="primary" htmlType="submit" size="large" loading={busy} danger={action.key === 'void'}>{failure?.uncertain ? '重试' : (action.done ?? '保存')}</Button>
      </div>
    </Form>
  )
}

function Trouble({ failure, onReload }: { failure: Failure; onReload?: () => void }) {
  const others = failure.others.length > 0 ? failure.others : failure.placed.length > 0 ? ['有内容需要更正，见上面标红的地方'] : [failure.sentence]
  return (
    <Alert
      className="trouble" type="error" showIcon role="alert" title={others.join('；')}
      description={failure.uncertain ? '填写的内容都还在。重试不会重复登记。' : undefined}
      action={failure.stale && onReload ? <Button size="small" onClick={onReload}>查看最新内容</Button> : undefined}
    />
  )
}
