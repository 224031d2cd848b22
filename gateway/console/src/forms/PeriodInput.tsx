import { DatePicker, Select, Space } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import type { KeyboardEvent } from 'react'
import quarterOfYear from 'dayjs/plugin/quarterOfYear'

dayjs.extend(quarterOfYear)

interface Props {
  id?: string
  value?: string
  onChange?: (value: string | undefined) => void
  disabled?: boolean
}

const typed = ['YYYY-MM-DD', 'YYYYMMDD', 'YYYY.M.D', 'YYYY/M/D', 'YYYY年M月D日']

/** A day, typed or picked. */
export function DayInput({ value, onChange, ...rest }: Props) {
  return (
    <span className="wide" onKeyDown={keepEnter}>
      <DatePicker
        {...rest} className="wide" placeholder="如 2026-03-05" format={typed} value={toDay(value)}
        onChange={day => onChange?.(single(day)?.format('YYYY-MM-DD'))}
      />
    </span>
  )
}

/** Enter takes the day typed; it does not send the form. */
const keepEnter = (event: KeyboardEvent) => {
  if (event.key === 'Enter') event.preventDefault()
}

type Mode = 'date' | 'month' | 'quarter' | 'year'
const modes: { value: Mode; label: string }[] = [{ value: 'date', label: '某日' }, { value: 'month', label: '某月' }, { value: 'quarter', label: '某季度' }, { value: 'year', label: '全年' }]

/** A day; or the month, quarter or year that a tally covers. */
export function PeriodInput({ id, value, onChange, disabled = false }: Props) {
  const mode = modeOf(value)
  const day = toDay(value)
  return (
    <Space.Compact block>
      <Select aria-label="时间单位" className="period-mode" value={mode} options={modes} disabled={disabled} onChange={chosen => onChange?.(written(day ?? dayjs(), chosen))} />
      {mode === 'date'
        ? <DayInput {...(id !== undefined && { id })} {...(value !== undefined && { value })} disabled={disabled} onChange={chosen => onChange?.(chosen)} />
        : <DatePicker {...(id !== undefined && { id })} className="wide" picker={mode} allowClear={false} disabled={disabled} value={day} onChange={chosen => onChange?.(written(single(chosen) ?? null, mode))} />}
    </Space.Compact>
  )
}

export function modeOf(value: string | undefined): Mode {
  if (!value || value.length === 10) return 'date'
  return value.length === 4 ? 'year' : value[5] === 'Q' ? 'quarter' : 'month'
}

export function written(day: Dayjs | null, mode: Mode): string | undefined {
  if (!day) return undefined
  const year = day.format('YYYY')
  return mode === 'date' ? day.format('YYYY-MM-DD') : mode === 'month' ? day.format('YYYY-MM') : mode === 'year' ? year : `${year}-Q${Math.floor(day.month() / 3) + 1}`
}

const single = (day: Dayjs | Dayjs[] | null): Dayjs | null => (Array.isArray(day) ? (day[0] ?? null) : day)

function toDay(value: string | undefined): Dayjs | null {
  if (!value) return null
  const quarter = /^(\d{4})-Q([1-4])$/.exec(value)
  const day = quarter ? dayjs(`${quarter[1]}-${String(Number(quarter[2]) * 3 - 2).padStart(2, '0')}-01`) : dayjs(value.length === 4 ? `${value}-01-01` : value)
  return day.isValid() ? day : null
}
