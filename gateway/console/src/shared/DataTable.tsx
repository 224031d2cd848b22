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

/** A plain table that becomes a list of cards on a narrow screen; the roles keep it a table for screen readers there, too. */
export function DataTable<T extends { id: string | number }>({ label, columns, rows, busy = false }: { label: string; columns: Column<T>[]; rows: T[]; busy?: boolean }) {
  return (
    <table role="table" className="data" aria-label={label} aria-busy={busy}>
      <thead>
        <tr role="row">{columns.map(column => <th key={column.title} role="columnheader" scope="col" className={column.number ? 'number' : ''}>{column.title}</th>)}</tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <tr key={row.id} role="row">
            {columns.map(column => column.heads
              ? <th key={column.title} role="rowheader" scope="row">{column.cell(row)}</th>
              : <td key={column.title} role="cell" data-label={column.title} className={column.number ? 'number' : column.tight ? 'tight' : ''}>{column.cell(row)}</td>)}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
