import { Button } from 'antd'
import { type Trail, back, forward, pageNumber } from '../api/paging'

export function Pager({ trail, next, total, onChange }: { trail: Trail; next: string | undefined; total?: number | undefined; onChange: (trail: Trail) => void }) {
  const first = pageNumber(trail) === 1
  return (
    <div className="pager">
      {total !== undefined && <span className="quiet">共 {total} 条</span>}
      {!(first && next === undefined) && (
        <>
          <Button disabled={first} onClick={() => onChange(back(trail))}>上一页</Button>
          <span className="quiet">第 {pageNumber(trail)} 页</span>
          <Button disabled={next === undefined} onClick={() => onChange(forward(trail, next))}>下一页</Button>
        </>
      )}
    </div>
  )
}
