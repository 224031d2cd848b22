import { Timeline } from 'antd'
import { useHistory } from '../api/reads'
import { momentText } from '../shared/dates'
import { Failed, Loading } from '../shared/States'
import { eventName } from './events'

/** Who changed what, when and why. */
export function History({ township, record }: { township: string; record: string }) {
  const history = useHistory(township, record)
  if (history.isError) return <Failed error={history.error} retry={() => void history.refetch()} />
  if (history.isPending) return <Loading />
  return (
    <section aria-label="变更历史" className="history">
      <Timeline
        items={history.data.map(item => ({
          key: item.version,
          content: (
            <>
              <strong>{eventName(item.event)}</strong>
              <div>{item.actor}　{momentText(item.at)}</div>
              {item.why && <div className="quiet">原因：{item.why}</div>}
            </>
          ),
        }))}
      />
    </section>
  )
}
