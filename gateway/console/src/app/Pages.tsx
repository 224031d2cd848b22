import { Suspense, lazy } from 'react'
import { Navigate, Route, Routes } from 'react-router'
import { useMe } from '../api/reads'
import { Loading, NotFound } from '../shared/States'
import { RequireSession } from './RequireSession'
import { Shell } from './Shell'
import { SignIn } from './SignIn'

const BoardPage = lazy(() => import('../board/BoardPage'))
const TownshipList = lazy(() => import('../townships/TownshipList'))
const TownshipLayout = lazy(() => import('../townships/TownshipLayout'))
const Overview = lazy(() => import('../townships/Overview'))
const DuePage = lazy(() => import('../townships/DuePage'))
const AreaPage = lazy(() => import('../records/AreaPage'))
const RecordRedirect = lazy(() => import('../records/RecordRedirect'))
const ReportPage = lazy(() => import('../reports/ReportPage'))
const AlertsPage = lazy(() => import('../alerts/AlertsPage'))

/** Every page has an address. Record ids hold dots, so they stand in the query: a path with a dot is a file to the gateway. */
export function Pages() {
  return (
    <Suspense fallback={<Loading />}>
      <Routes>
        <Route path="/sign-in" element={<SignIn />} />
        <Route element={<RequireSession><Shell /></RequireSession>}>
          <Route index element={<Landing />} />
          <Route path="/board" element={<BoardPage />} />
          <Route path="/townships" element={<TownshipList />} />
          <Route path="/townships/:township" element={<TownshipLayout />}>
            <Route index element={<Overview />} />
            <Route path="due" element={<DuePage />} />
            <Route path="record" element={<RecordRedirect />} />
            <Route path="ledgers/:kind" element={<AreaPage />} />
            <Route path=":area" element={<AreaPage />} />
          </Route>
          <Route path="/townships/:township/reports/:year" element={<ReportPage />} />
          <Route path="/alerts" element={<AlertsPage />} />
          <Route path="*" element={<NotFound />} />
        </Route>
      </Routes>
    </Suspense>
  )
}

/** A township's own people start at their township, everybody else at the board. */
function Landing() {
  const me = useMe().data
  if (!me) return <Loading />
  return <Navigate replace to={me.level === 'township' ? `/townships/${me.divisionId}` : '/board'} />
}
