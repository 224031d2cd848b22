import { Button, Empty, Result, Spin } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { ApiProblem, sentenceOf } from '../api/problem'

export function Loading() {
  return <div className="loading" role="status" aria-label="正在载入"><Spin /></div>
}

/** Why there is nothing to see, and another try where that may help. */
export function Failed({ error, retry }: { error: unknown; retry?: () => void }) {
  const missing = error instanceof ApiProblem && error.status === 404
  return (
    <Result
      status={missing ? 'info' : 'warning'} title={sentenceOf(error)}
      extra={missing || !retry ? <Link to="/">回到首页</Link> : <Button type="primary" onClick={retry}>重试</Button>}
    />
  )
}

export function NotFound() {
  return <Result status="info" title="没有这个页面" extra={<Link to="/">回到首页</Link>} />
}

export function Nothing({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return <Empty className="nothing" image={Empty.PRESENTED_IMAGE_SIMPLE} description={children}>{action}</Empty>
}
