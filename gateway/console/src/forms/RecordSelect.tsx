import { Select } from 'antd'
import { useContext } from 'react'
import { useAllRecords } from '../api/reads'
import { periodText } from '../shared/dates'
import { TownshipContext } from '../townships/context'
import type { Field } from './field'

/** Chooses a record of another area by its title. */
export function RecordSelect({ field, ...rest }: { field: Field; id?: string; value?: string | string[]; onChange?: (value: string | string[]) => void }) {
  const { id: township } = useContext(TownshipContext)
  const records = useAllRecords(township, (field.listedAt ?? '').replace(/^\//, ''))
  const options = (records.data ?? []).filter(record => !field.offers || field.offers(record.data))
    .map(record => ({ value: record.id, label: record.on ? `${record.title}（${periodText(record.on)}）` : record.title }))
  return (
    <Select
      {...rest} {...(field.type === 'records' && { mode: 'multiple' as const })} allowClear={!field.fixed} disabled={field.fixed ?? false} showSearch={{ optionFilterProp: 'label' }} loading={records.isPending} options={options}
      placeholder={records.isError ? '载入失败，请重新打开' : options.length === 0 && !records.isPending ? '尚无可选的记录' : '请选择'}
    />
  )
}
