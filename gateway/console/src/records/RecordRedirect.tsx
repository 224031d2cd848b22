import { useContext } from 'react'
import { Navigate, useSearchParams } from 'react-router'
import { useRecord } from '../api/reads'
import { areaKeyOf, findArea } from '../areas/areas'
import { Failed, Loading } from '../shared/States'
import { TownshipContext } from '../townships/context'

/** The address of a record from anywhere: opens it where it is listed. */
export default function RecordRedirect() {
  const { id, year, groups } = useContext(TownshipContext)
  const [search] = useSearchParams()
  const record = useRecord(id, search.get('id') ?? undefined)
  if (record.isError) return <Failed error={record.error} retry={() => void record.refetch()} />
  if (record.isPending) return <Loading />
  const area = areaKeyOf(record.data)
  const of = findArea(groups, area)?.lasting ? year : (record.data.on?.slice(0, 4) ?? year)
  return <Navigate replace to={`/townships/${id}/${area}?year=${of}&record=${encodeURIComponent(record.data.id)}`} />
}
