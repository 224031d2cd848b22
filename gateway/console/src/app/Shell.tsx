import { Button } from 'antd'
import { Suspense } from 'react'
import { Link, NavLink, Outlet } from 'react-router'
import { useMe } from '../api/reads'
import { session } from '../api/session'
import type { Me } from '../api/types'
import { draft } from '../forms/draft'
import { Failed, Loading } from '../shared/States'
import { leaving } from './RequireSession'

/** Header, navigation, and the page below. */
export function Shell() {
  const me = useMe()
  if (me.isPending) return <Loading />
  if (me.isError) return <Failed error={me.error} retry={() => void me.refetch()} />
  return (
    <>
      <a className="skip" href="#page">跳到正文</a>
      <header className="top">
        <Link to="/" className="brand"><img src="/icon.svg" alt="" width="26" height="26" />法治云</Link>
        <Navigation me={me.data} />
        <div className="who">
          <span title={`用户名 ${me.data.userName}`}>{me.data.displayName}<small>{me.data.division}</small></span>
          <Button size="small" onClick={signOut}>退出</Button>
        </div>
      </header>
      <main id="page">
        <Suspense fallback={<Loading />}><Outlet /></Suspense>
      </main>
    </>
  )
}

function Navigation({ me }: { me: Me }) {
  return (
    <nav aria-label="主导航">
      {me.level === 'township'
        ? <NavLink to={`/townships/${me.divisionId}`}>本乡镇</NavLink>
        : <><NavLink to="/board">看板</NavLink><NavLink to="/townships">乡镇</NavLink></>}
      <NavLink to="/alerts">提醒</NavLink>
      <a href="/docs">接口</a>
    </nav>
  )
}

function signOut() {
  leaving.now = true
  draft.drop()
  session.end()
}
