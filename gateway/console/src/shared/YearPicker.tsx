import { Select } from 'antd'
import { yearsToChoose } from './useYear'

export function YearPicker({ year, onChange, known = [] }: { year: number; onChange: (year: number) => void; known?: number[] }) {
  return (
    <Select
      aria-label="年度" value={year} onChange={onChange} style={{ width: 104 }} data-testid="year"
      options={yearsToChoose(year, ...known).map(value => ({ value, label: `${value}年` }))}
    />
  )
}
