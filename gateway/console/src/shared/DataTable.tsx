import type { ReactNode } from 'react'

export interface Column<T> {
  title: string
  cell: (row: T) => ReactNode
  /** Numbers stand to the right. */
  number?: boolean
  /** Short words that are not broken. */
  tight?: boolean
  /** The cell that names the row. */
  heads?: boolean
}

/** A plain table that becomes a list of cards on a narrow screen. */
export function DataTable<T extends { id: string | number }>({ label, columns, rows, busy = false }: { label: string; columns: Column<T>[]; rows: T[]; busy?: boolean }) {
  return (
    <table className="data" aria-label={label} aria-busy={busy}>
      <thead>
        <tr>{columns.map(column => <th key={column.title} scope="col" className={column.number ? 'number' : ''}>{column.title}</th>)}</tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <tr key={row.id}>
            {columns.map(column => column.heads
              ? <th key={column.title} scope="row">{column.cell(row)}</th>
              : <td key={column.title} data-label={column.title} className={column.number ? 'number' : column.tight ? 'tight' : ''}>{column.cell(row)}</td>)}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
