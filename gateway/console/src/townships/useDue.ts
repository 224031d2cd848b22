import { useContext, useMemo } from 'react'
import { useAllRecords } from '../api/reads'
import { today } from '../shared/dates'
import { TownshipContext } from './context'
import { dueItems } from './due'

/** What falls due in the township in view. */
export function useDue() {
  const { id, year } = useContext(TownshipContext)
  const certificates = useAllRecords(id, 'certificates')
  const contracts = useAllRecords(id, 'adviser-contracts')
  const plan = useAllRecords(id, 'study-plan')
  const lists = [certificates, contracts, plan]
  const items = useMemo(
    () => certificates.data && contracts.data && plan.data && dueItems([...certificates.data, ...contracts.data, ...plan.data], today(), year),
    [certificates.data, contracts.data, plan.data, year])
  return { items, error: lists.find(list => list.isError)?.error, refetch: () => lists.forEach(list => void list.refetch()) }
}
