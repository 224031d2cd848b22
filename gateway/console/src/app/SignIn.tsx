import { Alert, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { Navigate, useLocation } from 'react-router'
import { call } from '../api/client'
import { ApiProblem, sentenceOf } from '../api/problem'
import { session } from '../api/session'
import type { SignedIn } from '../api/types'
import { placeErrors } from '../forms/errors'
import type { Field } from '../forms/field'
import { useTitle } from '../shared/useTitle'
import { type SignInState, leaving, useSignedIn } from './RequireSession'

const fields: Field[] = [
  { name: 'userName', label: '用户名', type: 'text' },
  { name: 'password', label: '口令', type: 'text' },
  { name: 'code', label: '动态口令', type: 'text' },
  { name: 'newPassword', label: '新口令', type: 'text' },
]

interface Values {
  userName: string
  password: string
  code?: string
  newPassword?: string
}

export function SignIn() {
  useTitle('登录')
  const signedIn = useSignedIn()
  const state = useLocation().state as SignInState | null
  const [form] = Form.useForm<Values>()
  const [failure, setFailure] = useState<string>()
  // What the server asked for besides: a code of the second factor, a password of one's own.
  const [asked, setAsked] = useState({ code: false, newPassword: false })
  const [busy, setBusy] = useState(false)
  if (signedIn) return <Navigate replace to={state?.from ?? '/'} />

  async function signIn(values: Values) {
    setBusy(true)
    setFailure(undefined)
    try {
      const answer = await call<SignedIn>('/auth/token', { method: 'POST', body: { ...values, userName: values.userName.trim() } })
      leaving.now = false
      session.begin(answer.accessToken, answer.refreshToken)
    } catch (error) {
      const code = error instanceof ApiProblem ? error.code : undefined
      if (code === 'sign_in.code_needed') setAsked(before => ({ ...before, code: true }))
      if (code === 'sign_in.change_needed') setAsked(before => ({ ...before, newPassword: true }))
      const { placed, others } = placeErrors(error instanceof ApiProblem ? error.errors : [], fields)
      form.setFields(placed.map(place => ({ name: place.at as ['userName'], errors: place.messages })))
      if (placed.length === 0 || others.length > 0 || code === 'sign_in.code_needed' || code === 'sign_in.change_needed') setFailure(sentenceOf(error))
    } finally {
      setBusy(false)
    }
  }

  return (
    <main className="sign-in">
      <h1><img src="/icon.svg" alt="" width="40" height="40" />法治云</h1>
      <p className="quiet">乡镇法治建设工作台账与年度报告</p>
      {state?.expired && !failure && <Alert type="warning" showIcon title="登录已过期，请重新登录" />}
      {failure && <Alert type="error" showIcon title={failure} role="alert" />}
      <Form form={form} layout="vertical" size="large" requiredMark={false} onFinish={values => void signIn(values)}>
        <Form.Item name="userName" label="用户名" rules={[{ required: true, whitespace: true, message: '请输入用户名' }]}>
          <Input autoComplete="username" autoFocus autoCapitalize="none" />
        </Form.Item>
        <Form.Item name="password" label="口令" rules={[{ required: true, message: '请输入口令' }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        {asked.code && (
          <Form.Item name="code" label="动态口令" rules={[{ required: true, message: '请输入动态口令' }]}>
            <Input autoComplete="one-time-code" inputMode="numeric" />
          </Form.Item>
        )}
        {asked.newPassword && (
          <Form.Item name="newPassword" label="新口令" extra="首次登录须修改口令：至少 10 位，含大写字母、小写字母、数字、其他字符中的三类" rules={[{ required: true, message: '请设定新口令' }]}>
            <Input.Password autoComplete="new-password" />
          </Form.Item>
        )}
        <Button type="primary" htmlType="submit" block loading={busy}>登录</Button>
      </Form>
    </main>
  )
}
