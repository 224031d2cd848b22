import { Button, Result } from 'antd'
import { Component, type ReactNode } from 'react'

/** A fault of the console itself: says so, and offers to start over. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override render() {
    return this.state.failed
      ? <Result status="error" title="页面出错了" subTitle="可能是刚刚升级过系统。已提交的内容不受影响。" extra={<Button type="primary" onClick={() => location.reload()}>重新载入</Button>} />
      : this.props.children
  }
}
