import { Input } from 'antd'
import { useEffect, useState } from 'react'

/** Searches shortly after the last key, at once on Enter. */
export function SearchBox({ value, onSearch, label }: { value: string; onSearch: (text: string) => void; label: string }) {
  const [text, setText] = useState(value)
  useEffect(() => setText(value), [value])
  useEffect(() => {
    if (text.trim() === value) return
    const timer = setTimeout(() => onSearch(text.trim()), 350)
    return () => clearTimeout(timer)
  }, [text, value, onSearch])
  return <Input.Search allowClear aria-label={label} placeholder={label} value={text} onChange={event => setText(event.target.value)} onSearch={found => onSearch(found.trim())} className="search" />
}
