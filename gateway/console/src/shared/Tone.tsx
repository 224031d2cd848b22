import { Tag } from 'antd'

export type ToneName = 'good' | 'warn' | 'bad' | 'calm'

export function Tone({ tone, children }: { tone: ToneName; children: string }) {
  return <Tag className={`tone ${tone}`} variant="filled">{children}</Tag>
}
